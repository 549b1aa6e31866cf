"""Closed lists of English words that the grammar of answers goes by."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

DETERMINERS = words(
    "a an the my our your their his her its this that these those some any every each both one two "
    "three four five six seven eight nine ten no more fewer less better"
)
SINGULAR = words("a an each every this that one any")
SUBJECTS = words("i you we they he she it there nobody everybody everyone somebody someone")
FINITE = words(
    "is are was were will would can could should must may might has have had isn't aren't wasn't won't "
    "can't don't doesn't i'm you're we're they're it's that's there's"
)
AFTER_PLURAL = words("and or of who that which")
RELATIVE = words("who that which what where to")
FIRST_PERSON = frozenset({"I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll"})

# What a title or a first word keeps its capital for: languages, places and makers' names in job titles.
PROPER = words(
    "English French German Spanish Italian Polish Czech Greek Welsh Irish Scottish British European "
    "African Asian American Chinese Japanese Arabic Russian Bulgarian Vietnamese Turkish Norwegian "
    "Danish Swedish Dutch Portuguese Hindi Urdu Bengali Montessori Java Python Kotlin Ruby Rust Excel "
    "Salesforce Oracle Linux Windows Android Microsoft Google Amazon London Paris Berlin Europe Africa "
    "Asia America Crown Parliament January February March April May June July August September October "
    "November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter"
)
COURSES = words(
    "course class certificate certification diploma degree licence license exam test module "
    "apprenticeship placement internship workshop bootcamp qualification training"
)
COURSE_VERBS = words(
    "finish complete take do start book pass get attend join find begin sit apply enrol enroll study "
    "teach run lead earn gain renew repeat choose pay ask look learn resit revise retake plan offer"
)
# Verbs that plans and aims begin with: what starts with one of them is surely something to do.
ACTIONS = COURSE_VERBS | words(
    "answer bring build buy care change check choose clean clear collect connect cook create cut "
    "deliver design develop double drive employ end feed fill fix give grow halve help hire improve "
    "increase introduce invest keep launch lift listen lower make manage measure mend move open own "
    "prevent print protect prove publish put raise reach rebuild reduce repair replace restore save "
    "sell send serve set share shorten show simplify spend start stay stop support train treat turn use "
    "wait win work write cover double-check find go move shadow practise practice speak talk visit"
)
# Verbs of two syllables and more that double their last letter before -ing.
DOUBLING = words(
    "begin submit commit admit permit refer prefer transfer forget regret control patrol enrol travel "
    "model cancel label level equip format program"
)
IRREGULAR_PAST = words(
    "fell led ran built rebuilt cut won wrote rewrote taught grew set made kept took brought held sold drove "
    "began chose found gave got saw spoke spent met put oversaw dealt drew fed fixed flew hit laid left "
    "lent lit paid read rose rang sent stood sought swept thought told understood undertook went did "
    "had was knew became came caught fought felt heard lost meant moved said sat shot showed slept "
    "split struck swam wore"
)
# What somebody does to a count: "brought costs down from 9 to 4".
MOVING = words("brought cut drove forced got helped kept moved pulled pushed put sent shifted took turned")
NOT_PAST = words("need speed seed feed bed red shed hundred indeed bleed breed greed weed")

SPOKEN_AS_WORDS = words("NASA NATO STEM SENCO NEBOSH LEGO LAN RAM ROM SIM SWAT NICU RIBA FIFA MIDI HIPAA")
TIME_WORDS = words("by in within before after when once until at over during on next this")
