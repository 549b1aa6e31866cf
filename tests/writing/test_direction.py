"""Which languages are read from right to left."""

from __future__ import annotations

import pytest

from prepsheet.writing.direction import from_right


@pytest.mark.parametrize("language", ["ar", "ar-EG", "AR_eg", "he", "fa-IR", "ur", "yi", "uz-Arab-AF", "ckb"])
def test_read_from_the_right(language: str) -> None:
    assert from_right(language)


@pytest.mark.parametrize("language", ["", "en-GB", "cs", "zh-Hant", "ks-Deva", "uz", "ar-Latn", "arn"])
def test_read_from_the_left(language: str) -> None:
    assert not from_right(language)
