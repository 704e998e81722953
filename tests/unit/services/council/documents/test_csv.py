"""The figures of a report as CSV, and what programs find in JSON beside them."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO
from typing import get_args

import orjson
import pytest

from contracts.vocabulary import REPORTS, ReportName
from reference import Language
from services.council.documents import as_csv, as_json
from services.council.documents.as_csv.lines import COLUMNS, guard
from services.council.reports.kinds import NAMED
from tests.unit.services.council.documents.samples import build_document
from tests.unit.services.council.words.samples import document


def test_it_has_a_line_for_each_figure_and_ends_each_as_the_standard_says() -> None:
    built = build_document("ru")
    made = as_csv.render(built)
    lines = made.split("\r\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[-1] == ""
    read = list(csv.DictReader(StringIO(made, newline="")))
    assert [(row["id"], row["label"]) for row in read] == [(one.id, one.label) for one in built.figures]
    assert (read[10]["numerator"], read[10]["denominator"], read[10]["value"]) == ("5", "8", "62.5")
    assert (read[10]["cut_off"], read[10]["suppressed"]) == ("2024-12-31", "false")


def test_quotes_commas_and_lines_within_a_text_stay_within_it() -> None:
    label = 'One, "two"\r\nthree'
    built = replace(build_document("en"), figures=(replace(build_document("en").figures[0], label=label),))
    (row,) = csv.DictReader(StringIO(as_csv.render(built), newline=""))
    assert row["label"] == label


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_program_could_read_as_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    assert guard(text) == f"'{text}"


def test_a_number_below_zero_stays_a_number() -> None:
    early = replace(build_document("en").figures[0], numerator=-3, value="-3.0", denominator=None)
    (row,) = csv.DictReader(StringIO(as_csv.render(replace(build_document("en"), figures=(early,))), newline=""))
    assert (row["numerator"], row["value"]) == ("-3", "-3.0")


def rows_of(report: ReportName, language: Language) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv.render(document(report, language)), newline="")))


@pytest.mark.parametrize("report", REPORTS)
def test_a_program_finds_the_same_in_each_language_and_knows_each_line_by_itself(report: ReportName) -> None:
    english = rows_of(report, "en")
    of = ("id", "report", "year", "thing", "edition")
    assert len({tuple(row[one] for one in of) for row in english}) == len(english)
    words = {"label", "unit", "marking", "language", "basis"}
    for language in get_args(Language):
        others = rows_of(report, language)
        assert [without(row, words) for row in others] == [without(row, words) for row in english]
        assert {row["language"] for row in others} == {language}
        assert not [row for row in others if re.search("[\u2066-\u2069\u200e\u200f]", "".join(row.values()))]


def without(row: dict[str, str], names: set[str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name not in names}


@pytest.mark.parametrize("report", REPORTS)
def test_a_line_says_what_its_number_is_of_and_that_it_was_invented(report: ReportName) -> None:
    made = document(report, "en")
    codes = {one.id: one.unit.lower() for one in NAMED[report].figures}
    for row in rows_of(report, "en"):
        assert row["unit_code"] == codes[row["id"].partition(".")[0]]
        assert (row["synthetic"], row["marking"]) == ("true", made.marking)
        assert (row["report"], row["year"], row["state"]) == (report, "2024", made.state)
        if row["numerator"] and int(row["denominator"] or 0):
            assert row["value"] == f"{100 * int(row['numerator']) / int(row['denominator']):.1f}"


@pytest.mark.parametrize("report", REPORTS)
def test_json_names_columns_and_units_alike_in_each_language(report: ReportName) -> None:
    def names(language: Language) -> list[object]:
        made = orjson.loads(as_json.dump(document(report, language)))
        tables = [block for one in made["sections"] for block in one["blocks"] if block["kind"] == "table"]
        columns = [[(column["name"], column["numeric"]) for column in table["columns"]] for table in tables]
        assert all(name for one in columns for name, _ in one)
        return [[one["id"] for one in tables], columns, [(one["id"], one["unit_code"]) for one in made["figures"]]]

    assert names("en") == names("zh") == names("ar")
