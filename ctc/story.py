"""The demo's story: what happens on which day by the files of `examples/`. Pure, except that it reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from contracts.ids import assessment_id, cycle_id, recommendation_id
from ctc.errors import CannotStart
from shared.engine.time.dates import civil_date

SOURCE = "urn:example:cted"
"""The source of the examples' assessments. Project notices cite ids that follow from it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody sends or enters on a day."""

    day: date
    what: Literal["event", "entry", "report", "assessment of a recommendation"]
    path: str
    body: dict[str, Any]


def read(examples: Path) -> list[Step]:
    """All steps in order. On one day come first commands, then assessments, notices, responses, follow-ups."""
    steps = [
        *_entries(examples / "desks.jsonl"),
        *_assessments(examples / "assessments.jsonl"),
        *_events(examples / "notices.jsonl"),
        *_events(examples / "responses.jsonl"),
        *_follow_ups(examples / "follow_ups.jsonl"),
    ]
    return sorted(steps, key=lambda step: step.day)  # a stable sort: the order of the files within a day


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        try:
            if line.strip():
                yield json.loads(line)
        except json.JSONDecodeError as error:
            raise CannotStart(f"{path}, line {number} is not JSON: {error}") from error


def _entries(path: Path) -> Iterable[Step]:
    for line in _lines(path):
        yield Step(date.fromisoformat(line["date"]), "entry", line["path"], line["body"])


def _assessments(path: Path) -> Iterable[Step]:
    for data in _lines(path):
        event = {
            "specversion": "1.0",
            "id": f"assessment/{data['reference']}",
            "source": SOURCE,
            "type": "org.un.ctc.notice.assessment.submitted.v1",
            "time": f"{data['submitted_to_ctc_on']}T15:00:00Z",
            "subject": data["state"],
            "data": data,
        }
        yield Step(date.fromisoformat(data["submitted_to_ctc_on"]), "event", "/events", event)


def _events(path: Path) -> Iterable[Step]:
    for event in _lines(path):
        yield Step(civil_date(datetime.fromisoformat(event["time"])), "event", "/events", event)


def _follow_ups(path: Path) -> Iterable[Step]:
    for line in _lines(path):
        day = date.fromisoformat(line["date"])
        assessment = assessment_id(line["assessment_source"], line["assessment_reference"])
        cycle = f"/cycles/{cycle_id(assessment)}"
        statuses = [
            {
                "recommendation_id": recommendation_id(assessment, one["recommendation_reference"]),
                "implementation": one["implementation"],
                "steps": one.get("steps"),
            }
            for one in line["assessed"]
        ]
        if line["submitted_on"]:
            parts = {name: line[name] for name in ("capacity", "assistance", "proposal") if line.get(name)}
            body = {"submitted_on": line["submitted_on"], **parts, "recommendations": statuses}
            yield Step(day, "report", f"{cycle}/report", body)
        else:
            for one in statuses:
                path_ = f"{cycle}/recommendations/{one['recommendation_id']}/assessment"
                body = {name: one[name] for name in ("implementation", "steps") if one[name]}
                yield Step(day, "assessment of a recommendation", path_, {**body, "assessed_on": line["date"]})
