"""What `examples/` say, and what of it is known at a cut-off. Standard library only, nothing of the product."""

from __future__ import annotations

import calendar
import csv
import json
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CTED = "urn:example:cted"
Line = dict[str, Any]


# ---- what the files say ------------------------------------------------------------------


def regions() -> dict[str, str]:
    """Each Member State's region."""
    with (ROOT / "reference" / "member_states.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["region"].lower() for row in csv.DictReader(file)}


def lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def last_day(partial: str) -> date:
    year, month, day = ([int(part) for part in partial.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def twelve_months_after(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, calendar.monthrange(day.year + 1, day.month)[1]))


def id_of(*parts: str) -> str:
    return str(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, "urn:ctc-reporting"), "\n".join(parts)))


def recommendation_id(reference: str, recommendation: str) -> str:
    """The id that projects cite."""
    return id_of("recommendation", id_of("assessment", CTED, reference), recommendation)


class Examples:
    """The files, with what is refused or repeated left out."""

    def __init__(self, directory: Path) -> None:
        self.regions = regions()
        self.visits = list(self._visits(directory))
        self.notices = list(self._notices(directory))
        self.entries = lines(directory / "desks.jsonl")
        self.follow_ups = sorted(lines(directory / "follow_ups.jsonl"), key=lambda line: str(line["date"]))

    def _visits(self, directory: Path) -> Iterator[Line]:
        """One dictionary a visit: state, mission, and the last day of each component."""
        visits: dict[tuple[str, ...], Line] = {}
        with (directory / "visits.csv").open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                key = ("said", row["iso3"], row["visit"]) if row.get("visit") else ("row", str(number))
                visit = visits.setdefault(key, {"state": row["iso3"], "mission": row.get("mission") or key, "ends": []})
                visit["ends"].append(last_day(row["end"] or row["start"]))
        for line in lines(directory / "assessments.jsonl"):
            if "visit" in line:
                mission = ("assessment", line["reference"])
                visits[mission] = {"state": line["state"], "mission": mission, "ends": [last_day(line["visit"]["end"])]}
        return (visit for visit in visits.values() if visit["state"] in self.regions)

    def _notices(self, directory: Path) -> Iterator[tuple[date, str, Line]]:
        """Each notice with its day and kind, in order of time, each once."""
        notices = [
            (date.fromisoformat(line["submitted_to_ctc_on"]), "assessment.submitted", line)
            for line in lines(directory / "assessments.jsonl")
        ]
        ids = set()
        for line in lines(directory / "notices.jsonl"):
            kind = line["type"].removeprefix("org.un.ctc.notice.").removesuffix(".v1")
            thing = (kind, line["source"], json.dumps(line["data"], sort_keys=True))
            if thing not in ids:
                ids.add(thing)
                notices.append((datetime.fromisoformat(line["time"]).date(), kind, line["data"]))
        return (notice for notice in sorted(notices, key=lambda one: one[0]) if self._of_members(notice[2]))

    def _of_members(self, data: Line) -> bool:
        return all(state in self.regions for state in data.get("states", [data.get("state")]))


# ---- what is known at a cut-off ----------------------------------------------------------


def assessments_at(examples: Examples, cut_off: date) -> dict[str, Line]:
    """By reference, the content of each assessment known and not withdrawn by the cut-off."""
    assessments: dict[str, Line] = {}
    for day, kind, data in examples.notices:
        if day > cut_off:
            break
        if kind == "assessment.submitted" or (kind == "assessment.corrected" and data["reference"] in assessments):
            assessments[data["reference"]] = data
        elif kind == "assessment.withdrawn":
            assessments.pop(data["reference"], None)
    return assessments


def recommendations_at(examples: Examples, cut_off: date) -> dict[tuple[str, str], Line]:
    """R: by the references of assessment and recommendation, with the State, default audience and status."""
    statuses = {
        (line["assessment_reference"], one["recommendation_reference"]): one["implementation"]
        for line in examples.follow_ups
        if date.fromisoformat(line["date"]) <= cut_off
        for one in line["assessed"]
    }
    return {
        (reference, one["reference"]): {
            "state": assessment["state"],
            "status": statuses.get((reference, one["reference"])),
            **one,
            "audience": one.get("audience", "un"),
        }
        for reference, assessment in assessments_at(examples, cut_off).items()
        for one in assessment["recommendations"]
    }
