"""`doctor`: every script, with its font or with what to install."""

from __future__ import annotations

import json

import pytest

from prepsheet.typeset.fallback import Fonts
from tests.cli.conftest import Run
from tests.fonts import needed


def test_scripts_are_told_with_their_fonts(cli: Run) -> None:
    needed("Thai", "Korean")
    ran = cli("doctor")
    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "Latin PrepSans-Regular" in lines
    assert "Thai NotoSansThai-Regular" in lines
    assert "Korean NanumGothic" in lines


def test_what_is_missing_comes_with_what_to_install(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fonts, "find", lambda *_, **__: None)
    monkeypatch.setattr("sys.platform", "linux")
    told = {each["script"]: each for each in json.loads(cli("doctor", "--format", "json").out)["scripts"]}
    assert told["Latin"]["font"] == "PrepSans-Regular"
    assert told["Thai"]["font"] == ""
    assert "apt install fonts-noto-core" in told["Thai"]["install"]
    assert all(each["font"] or each["install"] for each in told.values())
