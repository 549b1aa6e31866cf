"""What may be asked next, and a cue for each: the person's own first, then the question's."""

from __future__ import annotations

from prepsheet.answers.model import Asked, FollowUp, Question
from prepsheet.answers.own import with_marks
from prepsheet.answers.scene import Scene, joined
from prepsheet.answers.view import Data, Facts, entries, is_about, reach

MOST, OWN = 6, 4
"""As many as a page has room for, and how many of them may be the person's own."""


def followups(question: Question, facts: Facts, stage: Scene) -> tuple[Asked, ...]:
    """At most six follow-up questions with their cues, of which up to four are the person's own."""
    titles = reach(facts.prep, "stories.title")
    found = [
        Asked(" ".join(own["question"].split()), with_marks(" ".join(own.get("cue", "").split()), titles))
        for own in entries(facts.prep, "followups")
        if own.get("question")
    ][:OWN]
    told: set[str] = set()
    prepared = {one.question for one in found}
    others = [one for one in question.followups if one.question not in prepared]
    for asked in others[: MOST - len(found)]:
        story = _story(asked, facts, stage.view["story"], told)
        if asked.story:
            told.add(str(story.get("id", "")))
        speaking = stage.with_view({"story": story})
        cue = joined([runs for sentence in asked.cue if (runs := speaking.say(sentence))])
        found.append(Asked(asked.question, cue))
    return tuple(found)


def _story(asked: FollowUp, facts: Facts, main: Data, told: set[str]) -> Data:
    """A story that no other cue tells: of the right kind, else not in the answer itself, else any."""
    if not asked.story:
        return main
    fresh = [one for one in entries(facts.prep, "stories") if str(one.get("id", "")) not in told]
    other = [one for one in fresh if one.get("id") != main.get("id")]
    return next((one for one in (*other, *fresh) if is_about(one, asked.story)), (other or fresh or [{}])[0])
