"""Files of assessments: JSON Lines of the notice's data, or CSV with one recommendation a row."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import orjson
import pytest

from services.assessments.imports.assessments import NEEDED, Line, read_csv, read_line
from shared.engine.imports.files import Rejected, open_csv, read_json_lines
from tests.unit.services.assessments.desk import CONSENT, submission_notice

EXAMPLES = Path(__file__).parents[4] / "examples" / "assessments.jsonl"
ROW = {
    "reference": "2024/KEN",
    "state": "KEN",
    "kind": "focused",
    "report_date": "2024-03-01",
    "submitted_to_ctc_on": "2024-03-15",
    "recommendation_reference": "R1",
    "text": "[Synthetic example] Do it.",
    "themes": "cft; travel",
    "priority": "high",
    "made_by": "CTED",
    "assistance_needed": "yes",
    "assistance_requested": "no",
    "pillar": "II",
    "audience": "un",
    "visit_start": "2024-01",
    "visit_end": "2024-01",
    "visit_mode": "onsite",
    "synthetic": "true",
    "source": "urn:example:cted",
}


def from_csv(*rows: dict[str, str]) -> list[Line | Rejected]:
    text = io.StringIO()
    writer = csv.DictWriter(text, list({**ROW, **rows[0]}))
    writer.writeheader()
    writer.writerows(rows)
    return list(read_csv(open_csv(io.BytesIO(text.getvalue().encode()), NEEDED).rows()))


def test_every_line_of_the_examples_is_read() -> None:
    lines = list(read_json_lines(EXAMPLES.read_text(encoding="utf-8").splitlines(), read_line))
    assert len(lines) >= 12
    assert all(isinstance(line, Line) and line.content.synthetic for line in lines)


def test_a_column_that_is_not_known_is_refused_since_it_may_be_a_misspelt_audience() -> None:
    (told,) = from_csv({**ROW, "audiance": "committee"})
    assert isinstance(told, Rejected)
    assert told.reason == "there is no column 'audiance': correct its name, or leave it out"


def test_who_consented_to_a_wider_release_is_read_from_its_columns() -> None:
    noted = {"decided_by": "Permanent Mission", "decided_on": "2024-03-01", "consulted_ctc": "yes"}
    (line,) = from_csv({**ROW, "audience": "public"} | {f"wider_release_{name}": text for name, text in noted.items()})
    assert isinstance(line, Line)
    assert line.content.wider_release == CONSENT


def test_a_line_is_what_its_notice_is() -> None:
    text = submission_notice().model_dump_json(exclude={"notice_type"}, exclude_none=True)
    (line,) = read_json_lines([text], read_line)
    assert isinstance(line, Line)
    assert line.content.recommendations == submission_notice().recommendations


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("{", "Invalid JSON"),
        ("[]", "must be an object"),
        ("[" * 1000, "Invalid JSON"),
        (submission_notice().model_dump_json().replace("2024-03-15", "2024-02-30"), "submitted_to_ctc_on"),
        (
            submission_notice().model_dump_json().replace('"high"', '"urgent"'),
            "recommendations[0].priority must be one of high, medium, low",
        ),
        ('{"text": "' + "x" * 500_000 + '"}', "bytes; the most is 500000"),
    ],
)
def test_a_line_that_cannot_be_read_is_rejected_with_its_number(text: str, because: str) -> None:
    good = submission_notice().model_dump_json()
    lines = list(read_json_lines([good, text, "", good], read_line))
    assert [isinstance(line, Line) for line in lines] == [True, False, True]
    assert isinstance(lines[1], Rejected)
    assert lines[1].line == 2
    assert because in lines[1].reason


def test_rows_of_one_reference_are_one_report() -> None:
    (line,) = from_csv(ROW, ROW | {"recommendation_reference": "R2", "assistance_needed": ""})
    assert isinstance(line, Line)
    content = line.content
    assert (line.number, content.kind, content.submitted_to_ctc_on) == (2, "focused", date(2024, 3, 15))
    assert [one.reference for one in content.recommendations] == ["R1", "R2"]
    one = content.recommendations[0]
    assert (one.themes, one.pillar, one.audience) == (("cft", "travel"), 2, "un")
    assert (one.assistance_needed, one.assistance_requested) == (True, False)
    assert content.visit is not None
    assert (content.visit.start, content.synthetic, content.source) == ("2024-01", True, "urn:example:cted")


def test_a_report_without_a_recommendation_is_one_row() -> None:
    (line,) = from_csv(ROW | {"recommendation_reference": "", "text": ""})
    assert isinstance(line, Line)
    assert line.content.recommendations == ()


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"priority": "urgent"}, "recommendations[1].priority must be"),
        ({"assistance_needed": "perhaps"}, "assistance_needed is neither true nor false"),
        ({"kind": "desk"}, "something else of the report than line 2"),
        ({"synthetic": "perhaps"}, "synthetic is neither"),
    ],
)
def test_a_row_that_is_wrong_keeps_its_whole_report_out(wrong: dict[str, str], because: str) -> None:
    other = ROW | {"reference": "2024/UGA", "state": "UGA"}
    read = from_csv(ROW, ROW | {"recommendation_reference": "R2"} | wrong, other)
    assert [isinstance(line, Line) for line in read] == [False, True]
    assert isinstance(read[0], Rejected)
    assert because in read[0].reason


def test_the_same_report_is_the_same_command() -> None:
    text = submission_notice().model_dump()
    one, other = read_json_lines([orjson.dumps(text).decode(), orjson.dumps(text).decode()], read_line)
    assert isinstance(one, Line)
    assert isinstance(other, Line)
    assert one.key == other.key
