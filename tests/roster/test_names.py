"""What people are called on paper, and where they stand in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepsheet.roster import sort_key
from prepsheet.roster.names import assembled, parted
from tests.roster.tables import row


@pytest.mark.parametrize(
    ("first", "last", "preferred", "language", "whole"),
    [
        ("Elizabeth", "Bennet", "", "", "Elizabeth Bennet"),
        ("Elizabeth", "Bennet", "Lizzy", "", "Lizzy Bennet"),
        ("Elizabeth", "Bennet", "Lizzy Bennet", "", "Lizzy Bennet"),
        ("Anna", "Nagy", "", "hu", "Nagy Anna"),
        ("Wei", "Zhang", "", "zh", "Zhang Wei"),
        ("伟", "张", "", "", "张伟"),
        ("민수", "김", "", "ko", "김민수"),
        ("太郎", "山田", "", "ja", "山田 太郎"),
        ("さくら", "山田", "", "", "山田 さくら"),
        ("Văn An", "Nguyễn", "", "vi", "Nguyễn Văn An"),
        ("Cher", "", "", "", "Cher"),
        ("", "Teller", "", "", "Teller"),
    ],
)
def test_names_are_put_together_as_their_language_does(
    first: str, last: str, preferred: str, language: str, whole: str
) -> None:
    assert assembled(first, last, preferred, language).whole == whole


@pytest.mark.parametrize(
    ("name", "whole", "surname"),
    [
        ("Ann Lee", "Ann Lee", "Lee"),
        ("Lee, Ann", "Ann Lee", "Lee"),
        ("van Gogh, Vincent", "Vincent van Gogh", "van Gogh"),
        ("Vincent van Gogh", "Vincent van Gogh", "van Gogh"),
        ("Robert De Niro", "Robert De Niro", "De Niro"),
        ("Ann Lee, PhD", "Ann Lee, PhD", "Lee"),
        ("Sammy Davis Jr.", "Sammy Davis Jr.", "Davis"),
        ("Yo-Yo Ma", "Yo-Yo Ma", "Ma"),
        ("山田太郎", "山田太郎", "山田太郎"),
        ("Cher", "Cher", "Cher"),
        ("Van Nguyen", "Van Nguyen", "Nguyen"),
    ],
)
def test_a_name_of_one_column_is_taken_apart(name: str, whole: str, surname: str) -> None:
    assert parted(name) == (whole, surname)


@pytest.mark.parametrize(
    ("name", "preferred", "whole"),
    [
        ("Elizabeth Bennet", "Lizzy", "Lizzy Bennet"),
        ("Bennet, Elizabeth", "Lizzy", "Lizzy Bennet"),
        ("Elizabeth Bennet", "Lizzy Bennet", "Lizzy Bennet"),
        ("Cher", "Cherilyn", "Cherilyn"),
    ],
)
def test_the_preferred_name_stands_before_the_legal_one(name: str, preferred: str, whole: str) -> None:
    assert parted(name, preferred).whole == whole


def test_lists_are_sorted_by_surname_whatever_its_accents_and_particles() -> None:
    names = ["Zoë Adams", "Łukasz Lis", "Bo von Berg", "Ann Åberg", "Al Bergen", "ann adams", "Ed De Niro"]
    assert sorted(names, key=lambda name: sort_key(*parted(name))) == [
        "Ann Åberg", "ann adams", "Zoë Adams", "Bo von Berg", "Al Bergen", "Ed De Niro", "Łukasz Lis",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nombre,Correo\nAna Ruiz,a@example.org\n", "Ana Ruiz"),
        ("Nombre,Apellidos\nAna,Ruiz Sol\n", "Ana Ruiz Sol"),
        ("Nom,Prénom\nDupont,Zoé\n", "Zoé Dupont"),
        ("Name,First name,Last name\nA. Lee,Ann,Lee\n", "Ann Lee"),
        ("Name,First name,Last name\nAnn Lee,,\n", "Ann Lee"),
        ("Last name,First name,Language\nNagy,Anna,magyar\n", "Nagy Anna"),
    ],
)
def test_columns_of_names_are_understood_together(tmp_path: Path, text: str, name: str) -> None:
    assert row(tmp_path, text).name == name
