"""Files of projects: what becomes of each line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from services.unoct.imports.projects import NEEDED, build_commands, read_csv, read_line
from services.unoct.projects.commands import RegisterProject
from shared.engine.imports.files import Ready, Rejected, open_csv, read_json_lines
from shared.engine.principals import Principal

UNODC = Principal("unodc", "un", sources=frozenset({"urn:example:unodc"}), may_command=True)
PROJECT = {
    "reference": "P-1", "title": "A synthetic project", "lead_body": "UNODC", "states": ["KEN"], "themes": ["travel"],
    "status": "active",
}  # fmt: skip
HEADER = "reference,title,lead_body,states,themes,status,recommendation,budget_usd,synthetic,source,kind,start"


def from_lines(*lines: str, source: str | None = None) -> list[Ready | Rejected]:
    return list(build_commands(read_json_lines(lines, read_line), UNODC, source))


def from_csv(*rows: str) -> list[Ready | Rejected]:
    text = "\r\n".join([HEADER, *rows]).encode()
    return list(build_commands(read_csv(open_csv(io.BytesIO(text), NEEDED).rows()), UNODC, None))


def command_of(one: Ready | Rejected) -> RegisterProject:
    assert isinstance(one, Ready), one
    assert isinstance(one.data, RegisterProject)
    return one.data


def line(**changes: Any) -> str:
    return json.dumps(PROJECT | changes)


def test_a_line_of_json_is_a_project_of_the_principals_source() -> None:
    (one,) = from_lines(line())
    assert command_of(one).source == "urn:example:unodc"
    assert command_of(one).given.states == ("KEN",)


def test_a_line_may_say_whose_it_is_if_the_principal_speaks_for_it() -> None:
    own, other = from_lines(line(source="urn:example:unodc"), line(source="urn:example:icao"))
    assert command_of(own).source == "urn:example:unodc"
    assert isinstance(other, Rejected)
    assert other.line == 2
    assert "does not speak for this source" in other.reason


def test_the_same_content_is_the_same_command_and_other_content_another() -> None:
    first, same, other = from_lines(line(), json.dumps(dict(reversed(PROJECT.items()))), line(title="Other"))
    assert isinstance(first, Ready)
    assert isinstance(same, Ready)
    assert isinstance(other, Ready)
    assert first.key == same.key != other.key


def test_empty_lines_are_nothing_and_keep_the_numbers() -> None:
    (rejected,) = from_lines("", "  ", "{")
    assert rejected.line == 3 if isinstance(rejected, Rejected) else rejected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        (line(titel="A misspelt field"), "titel"),
        (line(status="unheard-of"), "status"),
        (line(start="2024-02-30"), "start"),
        (json.dumps({"reference": "P-1"}), "title"),
        (line(title="x" * 600_000), "bytes"),
    ],
)
def test_a_line_that_cannot_be_read_is_rejected_with_the_reason(text: str, reason: str) -> None:
    good, rejected = from_lines(line(), text)
    assert isinstance(good, Ready)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


def test_a_project_in_csv_has_one_recommendation_a_row() -> None:
    (one,) = from_csv(
        "P-1,A title,UNODC,KEN;UGA,travel border-security,active,r-1,1000,true,,programme,2024-05",
        "P-1,A title,UNODC,KEN;UGA,travel border-security,active,r-2,1000,true,,programme,2024-05",
    )
    said = command_of(one).given
    assert (said.recommendations, said.states, said.themes) == (
        ("r-1", "r-2"),
        ("KEN", "UGA"),
        ("travel", "border-security"),
    )
    assert (said.budget_usd, said.synthetic, said.kind, said.start) == (1000, True, "programme", "2024-05")
    assert isinstance(one, Ready)
    assert one.line == 2


def test_a_programme_in_csv_and_in_json_keeps_its_kind_and_its_products() -> None:
    header = "reference,title,lead_body,states,themes,status,kind,products"
    text = f"{header}\r\nP-1,A synthetic project,UNODC,KEN,travel,active,programme,s-1; s-2\r\n".encode()
    (csv,) = build_commands(read_csv(open_csv(io.BytesIO(text), NEEDED).rows()), UNODC, None)
    (from_json,) = from_lines(line(kind="programme", products=["s-1", "s-2"]))
    for one in (csv, from_json):
        assert (command_of(one).given.kind, command_of(one).given.products) == ("programme", ("s-1", "s-2"))
    assert isinstance(csv, Ready)
    assert isinstance(from_json, Ready)
    assert csv.key == from_json.key


def test_a_project_in_csv_may_cite_nothing() -> None:
    (one,) = from_csv("P-1,A title,UNODC,,,planned,,,,,,")
    said = command_of(one).given
    assert (said.recommendations, said.states, said.budget_usd, said.synthetic) == ((), (), None, False)


def test_csv_and_json_of_one_content_are_the_same_command() -> None:
    (from_json,) = from_lines(line())
    (csv,) = from_csv("P-1,A synthetic project,UNODC,KEN,travel,active,,,,,,")
    assert isinstance(from_json, Ready)
    assert isinstance(csv, Ready)
    assert csv.key == from_json.key


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("P-2,A title,UNODC,KEN,travel,active,,12.5,,,,", "budget_usd"),
        ("P-2,A title,UNODC,KEN,travel,active,,-1,,,,", "budget_usd"),
        ("P-2,A title,UNODC,KEN,travel,active,,,perhaps,,,", "synthetic"),
        ("P-2,A title,UNODC,Kenya,travel,active,,,,,,", "states"),
        ("P-2,A title", "fields"),
        ("P-2,,UNODC,KEN,travel,active,,,,,,", "title"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_and_harms_no_other(row: str, reason: str) -> None:
    found = from_csv("P-1,A title,UNODC,KEN,travel,active,,,,,,", row)
    (rejected,) = [one for one in found if isinstance(one, Rejected)]
    assert rejected.line == 3
    assert reason in rejected.reason
    assert len(found) == 2


def test_rows_that_say_different_things_of_one_project_register_none() -> None:
    (rejected,) = from_csv("P-1,A,UNODC,KEN,travel,active,r-1,,,,,", "P-1,B,UNODC,KEN,travel,active,r-2,,,,,")
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.reason) == (3, "it says something else of the project than line 2")
