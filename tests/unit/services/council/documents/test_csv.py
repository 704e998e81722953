"""The figures of a report as CSV."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest

from services.council.documents import as_csv
from services.council.documents.as_csv.lines import COLUMNS, guard
from tests.unit.services.council.documents.samples import build_document


def test_it_has_a_line_for_each_figure_and_ends_each_as_the_standard_says() -> None:
    document = build_document("ru")
    made = as_csv.render(document)
    lines = made.split("\r\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[-1] == ""
    read = list(csv.DictReader(StringIO(made, newline="")))
    assert [(row["id"], row["label"]) for row in read] == [(one.id, one.label) for one in document.figures]
    assert (read[10]["numerator"], read[10]["denominator"], read[10]["value"]) == ("5", "8", "62.5")
    assert (read[10]["cut_off"], read[10]["suppressed"]) == ("2024-12-31", "false")


def test_quotes_commas_and_lines_within_a_text_stay_within_it() -> None:
    label = 'One, "two"\r\nthree'
    document = replace(build_document("en"), figures=(replace(build_document("en").figures[0], label=label),))
    (row,) = csv.DictReader(StringIO(as_csv.render(document), newline=""))
    assert row["label"] == label


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_program_could_read_as_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    assert guard(text) == f"'{text}"


def test_a_number_below_zero_stays_a_number() -> None:
    early = replace(build_document("en").figures[0], numerator=-3, value="-3.0", denominator=None)
    (row,) = csv.DictReader(StringIO(as_csv.render(replace(build_document("en"), figures=(early,))), newline=""))
    assert (row["numerator"], row["value"]) == ("-3", "-3.0")
