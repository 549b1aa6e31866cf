"""What writing systems there are beyond the shipped fonts: who draws them well, and how to get that.

Families are in order of preference; the first that is there and has the character is taken. Any
other font that has it will do, so the lists need not be complete.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from unicodedata import category


@dataclass(frozen=True)
class Script:
    """A writing system: a word in it, its characters, families, and where to get one.

    `language` is what tells Chinese, Japanese and Korean apart, which share characters; `code` is ISO
    15924's, as a language tag may have it. `word` are the fonts without and with serifs that come with
    Word. `install` names packages: of Debian and Ubuntu, of Fedora, of Homebrew, and for pip (of ours,
    if any).
    """

    name: str
    language: str
    code: str
    sample: str
    characters: str
    sans: tuple[str, ...]
    serif: tuple[str, ...]
    word: tuple[str, str]
    debian: str
    fedora: str
    homebrew: str
    extra: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(f"[{self.characters}]")

    def has(self, character: str) -> bool:
        """Whether the character is one of this writing system's."""
        return bool(self._pattern.match(character))

    def all(self) -> Iterator[str]:
        """Every character of the basic plane that is one of this writing system's."""
        return filter(self.has, map(chr, range(0x300, 0x10000)))

    def families(self, serif: bool) -> tuple[str, ...]:
        """Families by preference, for text with or without serifs."""
        return (*self.serif, *self.sans) if serif else (*self.sans, *self.serif)


_HAN = (
    "\u2e80-\u303f\u31c0-\u31ef\u3200-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_KANA = "\u3040-\u30ff\u31f0-\u31ff\U0001b000-\U0001b16f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_TELLING = re.compile("[\u3041-\u30ff]|(?P<hangul>[\uac00-\ud7a3])")
"""Letters that tell which language Chinese characters beside them are in."""
_LAST_RESORT = ("Droid Sans Fallback", "Arial Unicode MS", "Unifont")

SCRIPTS = (
    Script(
        "Chinese", "zh", "Hans", "李雷王小明", _HAN,
        ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
         "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN", *_LAST_RESORT),
        ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun"),
        ("Microsoft YaHei", "SimSun"),
        "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-sc",
    ),
    Script(
        "Chinese (traditional)", "zh-Hant", "Hant", "陳怡君臺灣", _HAN,
        ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei",
         "Noto Sans CJK HK", "AR PL UMing TW", *_LAST_RESORT),
        ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Songti TC", "PMingLiU"),
        ("Microsoft JhengHei", "PMingLiU"),
        "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-tc",
    ),
    Script(
        "Japanese", "ja", "Jpan", "さくら山田", _KANA + _HAN,
        ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Hiragino Kaku Gothic ProN",
         "Yu Gothic", "Meiryo", "BIZ UDPGothic", "IPAexGothic", "IPAPGothic", "IPAGothic", "VL PGothic",
         "TakaoPGothic", "MS PGothic", *_LAST_RESORT),
        ("Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho",
         "IPAexMincho", "IPAPMincho", "MS PMincho"),
        ("Yu Gothic", "Yu Mincho"),
        "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-jp",
    ),
    Script(
        "Korean", "ko", "Kore", "김민수", _HANGUL + _HAN,
        ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic",
         "NanumGothic", "NanumBarunGothic", "UnDotum", "Baekmuk Dotum", *_LAST_RESORT),
        ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "AppleMyungjo", "NanumMyeongjo",
         "Batang"),
        ("Malgun Gothic", "Batang"),
        "fonts-nanum", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-kr",
    ),
    Script(
        "Arabic", "ar", "Arab", "محمد", "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        ("Noto Sans Arabic", "IBM Plex Sans Arabic", "Geeza Pro", "Segoe UI", "Noto Kufi Arabic", "Tahoma",
         "Cairo", "Tajawal", "Almarai", "DejaVu Sans"),
        ("Noto Naskh Arabic", "Amiri", "Al Bayan", "Traditional Arabic", "Times New Roman"),
        ("Arial", "Times New Roman"),
        "fonts-noto-core", "google-noto-sans-arabic-fonts", "font-noto-sans-arabic", "arabic",
    ),
    Script(
        "Hebrew", "he", "Hebr", "דוד לוי", "\u0590-\u05ff\ufb1d-\ufb4f",
        ("Noto Sans Hebrew", "Heebo", "Assistant", "Arial Hebrew", "Segoe UI", "Arial", "DejaVu Sans"),
        ("Noto Serif Hebrew", "Frank Ruhl Libre", "New Peninim MT", "David", "Times New Roman"),
        ("Arial", "Times New Roman"),
        "fonts-noto-core", "google-noto-sans-hebrew-fonts", "font-noto-sans-hebrew", "hebrew",
    ),
    Script(
        "Devanagari", "hi", "Deva", "अनिता", "\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff",
        ("Noto Sans Devanagari", "Mukta", "Hind", "Poppins", "Kohinoor Devanagari", "Nirmala UI", "Mangal"),
        ("Noto Serif Devanagari", "Kokila", "ITF Devanagari"),
        ("Nirmala UI", "Nirmala UI"),
        "fonts-noto-core", "google-noto-sans-devanagari-fonts", "font-noto-sans-devanagari", "devanagari",
    ),
    Script(
        "Thai", "th", "Thai", "สมชาย", "\u0e00-\u0e7f",
        ("Noto Sans Thai", "Sarabun", "Thonburi", "Leelawadee UI", "Tahoma", "Garuda", "Loma"),
        ("Noto Serif Thai", "Norasi", "Kinnari"),
        ("Leelawadee UI", "Leelawadee UI"),
        "fonts-noto-core", "google-noto-sans-thai-fonts", "font-noto-sans-thai", "thai",
    ),
)  # fmt: skip

EMOJI = range(0x1F000, 0x1FB00)
"""Pictures: a font may draw them, but no two alike, and most in colours."""
_PICTURES = re.compile(
    "[\u200d\u20e3\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
"""Emoji, signs that are drawn as such, and what holds them together."""


@lru_cache(maxsize=4096)
def script_of(character: str, language: str = "") -> Script | None:
    """The writing system of a character; `language` decides where several share it."""
    having = [script for script in SCRIPTS if script.has(character)]
    matching = [script for script in having if script.language == language]
    matching += [script for script in having if script.language.split("-")[0] == language.split("-")[0]]
    return next(iter((*matching, *having)), None)


def by_code(code: str) -> Script | None:
    """The writing system with this ISO 15924 code."""
    return next((script for script in SCRIPTS if script.code == code), None)


def shared(text: str) -> str:
    """The language that kana or hangul anywhere in the text speak for; "" without any."""
    found = _TELLING.search(text)
    return ("ko" if found["hangul"] else "ja") if found else ""


def advice(character: str, platform: str = "") -> str:
    """What to do about a character that no font has: what to install on this platform, if that helps."""
    if _PICTURES.match(character):
        return "sheets are printed in one ink, without emoji: leave it out, or say it in words"
    if category(character) == "Co":
        return "only the font it was made for shows it: name that under prep.print.fonts, or delete it"
    if category(character)[0] == "C":
        return "it has no shape: delete it"
    script = script_of(character)
    if script is None:
        return "name a font that has it under prep.print.fonts: a file beside the profile, or a family"
    how = install(script, platform)
    return f"{how}; or put a font file beside the profile and name it under prep.print.fonts"


def install(script: Script, platform: str = "") -> str:
    """How to get a font for the script on this platform, in words."""
    platform = platform or sys.platform
    pip = f' (or: pip install "prepsheet[{script.extra}]")' if script.extra else ""
    if platform == "win32":
        return f"add the supplemental fonts for {script.name} in Settings, Optional features{pip}"
    if platform == "darwin":
        return f"brew install --cask {script.homebrew}{pip}"
    return f"apt install {script.debian}, or dnf install {script.fedora}{pip}"
