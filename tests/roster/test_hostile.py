"""Rosters that are wrong, odd or made to do harm, and what each must get."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest

from prepsheet.problems import InputError
from prepsheet.roster import open_roster, person
from tests.roster.sheets import DATE, book, cell, data, sheet, workbook
from tests.roster.tables import LIBRARY, opened, put, refused, row, rows, told

SHARED = "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "Name,ID\n", "Name,ID\r\n,\r\n"])
def test_d1_a_roster_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).code == "no-rows"


@pytest.mark.parametrize(
    "headers", ["Name,Name", "Name,NAME", "Name,Námé", "Name,Na\u0301me", "\ufeffName,name"]
)
def test_d2_a_header_twice_is_refused_by_its_columns(tmp_path: Path, headers: str) -> None:
    problem = refused(tmp_path, f"{headers}\nAnn,Bo\n")
    assert problem.code == "duplicate-column"
    assert "columns A and B" in problem.message


def test_d2_values_under_no_header_are_refused_and_nothing_under_none_is_not(tmp_path: Path) -> None:
    assert "column B" in refused(tmp_path, "Name,,ID\nAnn,x,1\n").message
    assert row(tmp_path, "Name,,ID,\nAnn,,1,\n").name == "Ann"


def test_d3_a_row_of_other_length_is_refused_alone(tmp_path: Path) -> None:
    less, more, right, trailing = rows(tmp_path, "Name,ID\nAnn\nBo,2,3\nCy,4\nDi,5,,\n")
    assert told(less) == ["2: this row has 1 cell, and there are 2 columns"]
    assert told(more) == ["3: this row has 3 cells, and there are 2 columns"]
    assert right.problems == trailing.problems == ()


@pytest.mark.parametrize("rest", ["Bo,2\nCy,3\n", 'Bo,"2"\nCy,3\n', "x" * 140_000 + "\nCy,3"])
def test_d4_a_quote_that_is_never_closed_is_placed_where_it_opens(tmp_path: Path, rest: str) -> None:
    problem = refused(tmp_path, f'Name,ID\nAnn,1\n"Al,7\n{rest}')
    assert problem.code == "unclosed-quote"
    assert problem.place.line == 3


def test_d4_text_behind_a_quote_costs_its_row_alone(tmp_path: Path) -> None:
    wrong, right = rows(tmp_path, 'Name,ID\n"Al" Bo,7\nCy,3\n')
    assert [problem.code for problem in wrong.problems] == ["after-quote"]
    assert right.problems == ()


def test_d5_a_nul_or_an_endless_cell_costs_its_row_alone(tmp_path: Path) -> None:
    nul, long, right = rows(tmp_path, f"Name,ID\nAn\0n,1\n{'x' * 140_000},2\nCy,3\n")
    assert [problem.code for problem in nul.problems] == ["control-character"]
    assert [problem.code for problem in long.problems] == ["cell-too-long"]
    assert right.problems == ()


def test_d5_a_line_without_end_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"Name\nAnn" + b"x" * (1 << 21)).code == "line-too-long"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_d6_encoding_delimiter_and_line_ends_are_found(
    tmp_path: Path, delimiter: str, end: str, encoding: str
) -> None:
    text = f"Name,Major{end}Renée Dürr,Art{end}".replace(",", delimiter)
    assert row(tmp_path, text.encode(encoding)).name == "Renée Dürr"


def test_d6_what_was_found_is_told(tmp_path: Path) -> None:
    roster = opened(tmp_path, "Name\nRenée\n".encode("cp1252"))
    assert roster.problems[1].message == "read as CP1252 with commas between cells"
    assert roster.problems[0].message == "not UTF-8 (byte 0xE9 in line 2), so read as Windows-1252"
    assert "--encoding" in roster.problems[0].hint


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Władysław", "cp1250"),
        ("Иван", "cp1251"),
        ("李小龙", "gb18030"),
        ("佐藤", "shift_jis"),
        ("김민수", "euc_kr"),
    ],
)
def test_d6_names_in_other_encodings_are_not_guessed_at(tmp_path: Path, name: str, encoding: str) -> None:
    source = f"Name\n{name}\n".encode(encoding)
    assert "--encoding" in refused(tmp_path, source).hint
    assert row(tmp_path, source, encoding=encoding).name == name


def test_d6_a_wrong_encoding_or_one_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "Name\né\n".encode("cp1252"), encoding="utf-8").place.line == 2
    assert refused(tmp_path, "Name\nAnn\n", encoding="utf-99").code == "unknown-encoding"
    assert refused(tmp_path, "Name\nAnn\n", encoding="base64").code == "unknown-encoding"
    assert refused(tmp_path, "Name\né\n".encode("utf-16") + b"x").code == "wrong-encoding"


@pytest.mark.parametrize(
    "first, again", [("a1", "a1"), ("a1", " A1 "), ("é", "e\u0301"), ("STRASSE", "straße")]
)
def test_d7_two_rows_of_one_id_are_both_refused(tmp_path: Path, first: str, again: str) -> None:
    one, other, two = rows(tmp_path, f"ID,Name\n{first},Ann\nb,Bo\n{again},Ann\n")
    assert one.problems[0].message == two.problems[0].message
    assert one.problems[0].message.startswith("row 2 and row 4 are one person")
    assert other.problems == ()


def test_d7_an_id_in_a_row_that_is_wrong_itself_counts_for_nothing(tmp_path: Path) -> None:
    ragged, right, odd, same = rows(tmp_path, "ID,Name\n1,Ann,x\n1,Bo\n2\x1b,Cy\n2,Di\n")
    assert [problem.code for problem in ragged.problems] == ["ragged-row"]
    assert right.problems == ()
    assert odd.key == same.key == "2"
    assert same.problems[0].code == "repeated"


def test_d7_an_empty_id_is_refused_unless_an_address_tells_who_it_is(tmp_path: Path) -> None:
    none, address = rows(tmp_path, "ID,Name,Mail\n,Ann,\n,Bo,bo@example.org\n")
    assert [problem.code for problem in none.problems] == ["no-key"]
    assert address.key == "bo@example.org"
    assert address.problems == ()


@pytest.mark.parametrize("name", ["../../etc/x", "/abs", "C:\\x", "a/b", "..", ".", "CON", "a.", "x" * 300])
def test_d8_d9_d10_d11_names_are_only_names(tmp_path: Path, name: str) -> None:
    assert row(tmp_path, f"Name,ID\n{name},1\n").name == name


def test_d14_an_id_written_for_excel_is_the_id(tmp_path: Path) -> None:
    assert row(tmp_path, 'Name,ID\nAnn,="007"\n').key == "007"


def test_d12_characters_that_do_not_print_are_left_out_and_told(tmp_path: Path) -> None:
    odd = row(tmp_path, 'Name,ID\n"An\x1bn\n Lee",1\n')
    assert odd.name == "Ann Lee"
    assert told(odd) == ["2: Name: control character U+001B, which can't be printed, is left out"]
    turned = row(tmp_path, "Name,ID\nA\u202enn,1\n")
    assert [problem.code for problem in turned.problems] == ["bidi-control"]


def formula(inner: str) -> bytes:
    head = f"<row>{cell('Name')}{cell('ID')}{cell('GPA')}</row>"
    return workbook(data(f"{head}<row>{inner}</row><row>{cell('Bo')}{cell(2)}</row>"))


@pytest.mark.parametrize("nothing", ["", "<v/>", "<v></v>"])
def test_d13_a_formula_without_its_value_costs_its_row(tmp_path: Path, nothing: str) -> None:
    wrong, right = rows(tmp_path, formula(f"{cell('Ann')}<c><f>A1</f>{nothing}</c>"), "r.xlsx")
    assert told(wrong) == ["2: ID: B2 holds a formula with no saved value"]
    assert right.problems == ()


@pytest.mark.parametrize("value", ["<c><f>A1</f><v>7</v></c>", '<c t="str"><f>A1</f><v>7</v></c>'])
def test_d13_a_formula_with_its_value_is_the_value(tmp_path: Path, value: str) -> None:
    ann, _ = rows(tmp_path, formula(cell("Ann") + value), "r.xlsx")
    assert (ann.key, ann.problems) == ("7", ())


def test_d13_one_in_a_column_that_is_not_taken_does_not(tmp_path: Path) -> None:
    ann, _ = rows(tmp_path, formula(f"{cell('Ann')}{cell(1)}<c><f>A1</f></c>"), "r.xlsx")
    assert ann.problems == ()


def test_d14_errors_and_merged_cells_cost_their_rows(tmp_path: Path) -> None:
    error = '<c t="e"><v>#N/A</v></c>'
    source = workbook(
        data(
            f"<row>{cell('Name')}{cell('ID')}</row><row>{cell('Ann')}{error}</row>"
            f"<row>{cell('Bo')}{cell('007')}</row><row><c/>{cell('8')}</row><row>{cell('Cy')}{cell(7)}</row>",
            '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>',
        )
    )
    ann, bo, merged, cy = rows(tmp_path, source, "r.xlsx")
    assert told(ann) == ["2: ID: B2 holds an error such as #N/A"]
    assert told(merged) == ["4: Name: A4 is merged with A3, which alone holds the value"]
    assert (bo.key, cy.key) == ("007", "7")
    assert bo.problems == cy.problems == ()


def test_d14_dates_are_texts_also_impossible_ones(tmp_path: Path) -> None:
    put(tmp_path, "columns: {Due: basics.summary}", "roster-map.yaml")
    style = f' s="{DATE}"'
    dates = "".join(f"<row>{cell(n)}{cell(v, style)}</row>" for n, v in (("Ann", 45000), ("Bo", 1e300)))
    source = workbook(data(f"<row>{cell('Name')}{cell('Due')}</row>{dates}"))
    ann, bo = rows(tmp_path, source, "r.xlsx")
    assert ann.cells[1].text == "2023-03-15"
    assert bo.cells[1].text == "1e+300"


def test_d14_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    hidden = f'<row>{cell("Name")}</row><row hidden="1">{cell("Ann")}</row><row>{cell("Bo")}</row>'
    roster = opened(tmp_path, workbook(data(hidden)), "r.xlsx")
    assert [row.name for row in roster] == ["Ann", "Bo"]
    assert roster.problems[0].message.startswith("1 row is hidden (row 2 first)")


def test_d15_cells_count_not_what_a_sheet_says_of_its_size(tmp_path: Path) -> None:
    lie = sheet(["Name"], ["Ann"]).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert row(tmp_path, workbook(lie), name="r.xlsx").name == "Ann"


@pytest.mark.parametrize("far", ['r="XFD1048576"', 'r="AAA1048576"', 'r="A2000000000"'])
def test_d15_cells_that_stand_far_away_are_refused(tmp_path: Path, far: str) -> None:
    source = workbook(
        data(f"<row>{cell('Name')}</row><row>{cell('Ann')}</row><row><c {far}><v>1</v></c></row>")
    )
    assert refused(tmp_path, source, "r.xlsx").code in ("too-large", "damaged")


def test_d15_the_last_row_of_a_sheet_can_be_read(tmp_path: Path) -> None:
    source = workbook(data(f'<row>{cell("Name")}</row><row r="1048576">{cell("Ann")}</row>'))
    assert row(tmp_path, source, name="r.xlsx").number == 1_048_576


def test_d16_bombs_are_refused_by_what_they_unpack_to(tmp_path: Path) -> None:
    empty = workbook(data("<row/>" * 12_000_000))
    assert len(empty) < 400_000
    assert refused(tmp_path, empty, "r.xlsx").code == "too-large"
    many = f"<sst {MAIN}>{'<si/>' * 3_000_000}</sst>"
    assert refused(tmp_path, workbook(sheet(["Name"]), parts={SHARED: many}), "r.xlsx").code == "too-large"


def test_d16_a_part_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    source = bytearray(book(["Name"], ["Ann"]))
    true, said = sheet(["Name"], ["Ann"]).encode(), 200
    sizes = struct.pack("<I", zlib.crc32(true)), struct.pack("<I", len(true))
    lied = struct.pack("<I", zlib.crc32(true[:said])), struct.pack("<I", said)
    for before, after in zip(sizes, lied, strict=True):
        source = source.replace(before, after)
    assert refused(tmp_path, bytes(source), "r.xlsx").code in ("damaged", "wrong-kind-of-file")


@pytest.mark.parametrize("part", [SHARED, "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize(
    "dtd", ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY e "e">]>', '<!DOCTYPE x SYSTEM "file:///etc/hostname">']
)
def test_d17_a_dtd_is_refused(tmp_path: Path, part: str, dtd: str) -> None:
    source = workbook(sheet(["Name"], ["Ann"]), parts={part: f"{dtd}<x/>"})
    assert refused(tmp_path, source, "r.xlsx").code == "dtd"


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        ("r.xlsx", b"Name\nAnn\n", "text"),
        ("r.csv", book(["Name"], ["Ann"]), "an Excel workbook"),
        ("r.xlsx", book(["Name"], ["Ann"])[:300], "cut off"),
        ("r.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), ".xls"),
        ("r.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("r.xls", b"<html><table><tr><td>Name</td></tr></table>", "web page"),
        ("r.csv", b"%PDF-1.7\n", "a PDF"),
        ("r.yaml", b"basics: {name: Ann}", "profile"),
    ],
)
def test_d18_a_file_of_another_kind_is_told_for_what_it_is(
    tmp_path: Path, name: str, source: bytes, says: str
) -> None:
    problem = refused(tmp_path, source, name)
    assert says in problem.message
    assert problem.code == "wrong-kind-of-file"


def test_d19_a_folder_lists_all_that_is_in_it(tmp_path: Path) -> None:
    for name in ("ann.yaml", "Ann.json", "bo.yml"):
        put(tmp_path, '{"basics": {"name": "X Y"}}', name)
    put(tmp_path, "%PDF", "cy lee.pdf")
    for name in (".DS_Store", "x.yaml~", "sub/z.yaml", "notes.txt"):
        put(tmp_path, "", name)
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "out.yaml").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.yaml")
    roster = open_roster(tmp_path, LIBRARY)
    found = {row.file: row for row in roster}
    assert {name: [problem.code for problem in row.problems] for name, row in found.items()} == {
        "ann.yaml": ["repeated"],
        "Ann.json": ["repeated"],
        "bo.yml": [],
        "cy lee.pdf": [],
        "loop.yaml": ["outside"],
        "out.yaml": ["outside"],
        "pipe.yaml": ["not-a-file"],
    }
    assert (found["bo.yml"].name, found["cy lee.pdf"].surname) == ("X Y", "lee")
    assert roster.problems[0].message == ("not taken from this folder: .DS_Store, notes.txt, sub, x.yaml~")


def test_d19_a_folder_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no people"):
        open_roster(tmp_path, LIBRARY)


def test_d20_the_key_of_a_row_stays_when_rows_move(tmp_path: Path) -> None:
    before = rows(tmp_path, "ID,Name\n1,Ann\n2,Bo\n")
    after = rows(tmp_path, "Name,ID\nNew,3\nBo,2\nAnn,1\n")
    assert {row.key: row.name for row in before}.items() <= {row.key: row.name for row in after}.items()


@pytest.mark.parametrize(
    "where", ["/etc/hostname", "../x.yaml", "~/x.yaml", "C:\\x", "file:x", "link.yaml", "x\0y"]
)
def test_d22_files_are_only_looked_for_beside_the_roster(tmp_path: Path, where: str) -> None:
    (tmp_path / "me").mkdir()
    put(tmp_path, "basics: {name: X}", "x.yaml")
    (tmp_path / "me" / "link.yaml").symlink_to(tmp_path / "x.yaml")
    put(tmp_path / "me", "columns: {Photo: basics.image}", "roster-map.yaml")
    file = row(tmp_path / "me", f"Name,Profile\nAnn,{where}\n")
    assert file.problems[0].severity == "error"
    assert file.file == ""
    if where != "link.yaml":
        photo = row(tmp_path / "me", f"Name,Photo\nAnn,{where}\n")
        assert photo.problems[0].severity == "error"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "{{ 7*7 }}", "<img src=x>", "**bold**"])
def test_texts_stay_as_they_are(tmp_path: Path, text: str) -> None:
    profile, _ = person(row(tmp_path, f"Name,ID\n{text},1\n"), tmp_path)
    assert profile.basics.name == text
