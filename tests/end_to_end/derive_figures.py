"""Derives the annual reports' figures from `examples/` alone, to hold the product's against.

Standard library only, nothing of the product imported, written from the domain's rules as they are
read in `docs/reference/figures.md`, which says what each figure is. Cut-off: 31 December of the year.
The files are read in `tests/end_to_end/read_examples.py`.
Run: python -m tests.end_to_end.derive_figures [DIR] [--year 2022 ...]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.end_to_end.derive_subtraction import find_telling
from tests.end_to_end.read_examples import (
    ROOT,
    Examples,
    Line,
    assessments_at,
    id_of,
    recommendation_id,
    recommendations_at,
    twelve_months_after,
)

OPEN_A_CYCLE = {"comprehensive", "focused", "desk", "regional"}
RANK = {"not_started": 0, "in_progress": 1, "partly_implemented": 2, "implemented": 3}
REACHES_UN = {"un", "partners", "public"}
Figures = dict[str, dict[str, Any]]


def count(number: int) -> dict[str, Any]:
    return {"numerator": number, "denominator": None, "value": f"{number}.0"}


def ratio(numerator: int, denominator: int) -> dict[str, Any]:
    """A percentage, rounded half up to one place in whole numbers."""
    if denominator == 0:
        return {"numerator": numerator, "denominator": 0, "value": None}
    tenths = (2_000 * numerator + denominator) // (2 * denominator)
    return {"numerator": numerator, "denominator": denominator, "value": f"{tenths // 10}.{tenths % 10}"}


SUPPRESSED = {"numerator": None, "denominator": None, "value": None, "suppressed": True}


def visit_figures(examples: Examples, year: int) -> Figures:
    missions: dict[Any, date] = {}
    for visit in examples.visits:
        missions[visit["mission"]] = max(missions.get(visit["mission"], date.min), *visit["ends"])
    figures: Figures = {}
    for suffix, since in (("", year), ("_since_2005", 2005)):
        visits = [visit for visit in examples.visits if since <= max(visit["ends"]).year <= year]
        figures[f"missions{suffix}"] = count(sum(since <= ended_on.year <= year for ended_on in missions.values()))
        figures[f"visits{suffix}"] = count(len(visits))
        figures[f"visit_components{suffix}"] = count(sum(len(visit["ends"]) for visit in visits))
        figures[f"states_visited{suffix}"] = count(len({visit["state"] for visit in visits}))
    states = {visit["state"] for visit in examples.visits if max(visit["ends"]).year <= year}
    figures["never_visited"] = ratio(len(examples.regions) - len(states), len(examples.regions))
    return figures


def assessment_figures(examples: Examples, year: int) -> Figures:
    assessments = [
        one
        for one in assessments_at(examples, date(year, 12, 31)).values()
        if one["submitted_to_ctc_on"][:4] == str(year)
    ]
    full = sum(
        all(part.get("audience", "un") in REACHES_UN for part in [*one["recommendations"], *one.get("findings", [])])
        for one in assessments
    )
    return {
        "assessments_completed": count(len(assessments)),
        "reports_released_full": ratio(full, len(assessments)),
        "reports_released_part": ratio(len(assessments) - full, len(assessments)),
    }


def follow_up_figures(examples: Examples, year: int) -> Figures:
    reports = {
        line["assessment_reference"]: date.fromisoformat(line["submitted_on"])
        for line in reversed(examples.follow_ups)
        if line["submitted_on"] and line["sequence"] == 1
    }
    due = {
        reference: twelve_months_after(date.fromisoformat(one["submitted_to_ctc_on"]))
        for reference, one in assessments_at(examples, date(year, 12, 31)).items()
        if one["kind"] in OPEN_A_CYCLE
    }
    due = {reference: day for reference, day in due.items() if day.year == year}
    on_time = sum(reports.get(reference, date.max) <= day for reference, day in due.items())
    return {"followups_due": count(len(due)), "followups_on_time": ratio(on_time, len(due))}


def recommendation_figures(examples: Examples, year: int) -> Figures:
    cut_off = date(year, 12, 31)
    live = recommendations_at(examples, cut_off)
    before = recommendations_at(examples, date(year - 1, 12, 31))
    both = [key for key, one in live.items() if one["status"] and key in before and before[key]["status"]]
    number_risen = sum(RANK[live[key]["status"]] > RANK[before[key]["status"]] for key in both)
    number_fallen = sum(RANK[live[key]["status"]] < RANK[before[key]["status"]] for key in both)
    in_projects: set[str] = set()
    for day, kind, data in examples.notices:
        if day <= cut_off and kind == "project.registered" and data["status"] != "cancelled":
            a_week_later = recommendations_at(
                examples, day + timedelta(days=7)
            )  # for so long it waits, then is refused
            released_ids = {
                recommendation_id(*key) for key, one in a_week_later.items() if one["audience"] in REACHES_UN
            }
            if released_ids.issuperset(data.get("recommendations", [])):
                in_projects.update(data.get("recommendations", []))
    needs = [
        recommendation_id(*key)
        for key, one in live.items()
        if one["assistance_needed"] and one.get("assistance_requested") and one["audience"] in REACHES_UN
    ]
    return {
        "assessed": count_assessed(live.values()),
        "implemented": count_implemented(live.values()),
        "improved": ratio(number_risen, len(both)),
        "lowered": ratio(number_fallen, len(both)),
        "cases_taken_up": ratio(len(in_projects.intersection(needs)), len(needs)),
        "cases_delivered": ratio(0, len(needs)),  # no example tells of a delivery
        "cases_delivered_in_part": ratio(0, len(needs)),
        **breakdown(examples, live),
    }


def count_assessed(recommendations: Iterable[Line]) -> dict[str, Any]:
    statuses = [one["status"] for one in recommendations]
    return ratio(sum(status is not None for status in statuses), len(statuses))


def count_implemented(recommendations: Iterable[Line]) -> dict[str, Any]:
    statuses = [one["status"] for one in recommendations]
    return ratio(statuses.count("implemented"), len(statuses))


def breakdown(examples: Examples, live: dict[tuple[str, str], Line]) -> Figures:
    """By theme, region, priority and maker, of what the public may see; cells that are small or tell suppressed."""
    public_ones = [one for one in live.values() if one["audience"] == "public"]
    other_ones = [one for one in live.values() if one["audience"] != "public"]
    cells: dict[str, list[Line]] = {}
    for one in public_ones:
        for name in cells_of(examples, one):
            cells.setdefault(name, []).append(one)
    small = {name for kind in KINDS for name in hidden_groups(of_kind(cells, kind), public_ones, other_ones)}
    things = [(frozenset({*cells_of(examples, one), "all"}), one["state"]) for one in public_ones]
    things += [(frozenset({"all"}), one["state"]) for one in other_ones]
    sizes = {name: len(members) for name, members in cells.items() if name not in small}
    without_makers = {name: size for name, size in sizes.items() if not name.startswith("by_committee.")}
    hidden_cells = {
        "implemented": small | find_telling(things, sizes),
        "assessed": small | find_telling(things, without_makers),
    }
    of_committee = cells.get("by_committee.true", [])
    is_hidden = bool(of_kind(cells, "by_committee.").keys() & hidden_cells["implemented"])
    return {
        "made_by_committee": SUPPRESSED if is_hidden else ratio(len(of_committee), len(public_ones)),
        "made_by_committee_implemented": SUPPRESSED if is_hidden else count_implemented(of_committee),
    } | {
        f"{kind}.{name}": SUPPRESSED if name in hidden_cells[kind] else figure(members)
        for kind, figure in (("assessed", count_assessed), ("implemented", count_implemented))
        for name, members in sorted(cells.items())
        if not name.startswith("by_committee.")
    }


KINDS = ("theme.", "region.", "priority.", "by_committee.")


def cells_of(examples: Examples, one: Line) -> list[str]:
    return [
        *(f"theme.{theme}" for theme in one["themes"]),
        f"region.{examples.regions[one['state']]}",
        f"priority.{one['priority']}",
        f"by_committee.{str(one['made_by'] == 'CTC').lower()}",
    ]


def of_kind(cells: dict[str, list[Line]], kind: str) -> dict[str, list[Line]]:
    return {name: members for name, members in cells.items() if name.startswith(kind)}


def hidden_groups(groups: dict[str, list[Line]], public_ones: list[Line], other_ones: list[Line]) -> set[str]:
    """Those of fewer than three things or States, and what would tell of them by subtraction (rule 12)."""
    groups_to_hide = {
        name
        for name, members in groups.items()
        if is_few(members) or is_few([one for one in public_ones if not any(one is member for member in members)])
    }
    sizes = {name: len(members) for name, members in groups.items()}
    if sum(sizes.values()) != len(public_ones):
        return groups_to_hide
    if not groups_to_hide:
        return {name for name in sizes if is_few(other_ones) and sizes[name] == min(sizes.values())}
    while rest := {size for name, size in sizes.items() if name not in groups_to_hide}:
        together = [one for name in groups_to_hide for one in groups[name]]
        if len({sizes[name] for name in groups_to_hide}) > 1 and not is_few(together):
            break
        groups_to_hide |= {name for name in sizes if sizes[name] == min(rest)}
    return groups_to_hide


def is_few(lines: list[Line]) -> bool:
    return 0 < len(lines) < 3 or 0 < len({one["state"] for one in lines}) < 3


def desk_figures(examples: Examples, year: int) -> Figures:
    """Of what the Committee's desks entered by the cut-off, each entry known by its path."""
    entries = [(one["path"].split("/")[1:], one["body"]) for one in examples.entries if one["date"] < str(year + 1)]
    consents = [(f"consent-{path[1]}-{body['state']}", body) for path, body in entries if path[2:] == ["consents"]]
    consent_ids = [id_ for id_, body in consents if body["asked_on"][:4] == str(year)]
    answers = {path[1]: body["answer"] for path, body in entries if path[0] == "consents"}
    meetings = {id_of("meeting", body["reference"]): body for path, body in entries if path == ["meetings"]}
    records = {path[1]: body for path, body in entries if path[2:] == ["record"] and body["held_on"][:4] == str(year)}
    invitations = [id_ for id_ in records if meetings[id_]["kind"] == "invitation"]
    guests = {state for id_ in invitations for state in meetings[id_]["invited"]}
    participants = {state for id_ in invitations for state in records[id_]["attended"]}
    adoptions = {path[1] for path, body in entries if path[2:] == ["adoption"] and body["adopted_on"][:4] == str(year)}
    withdrawals = {path[1] for path, _ in entries if path[2:] == ["withdrawal"]}
    activities = {
        f"activity-{id_of('activity', body['reference'])}"
        for path, body in entries
        if path == ["activities"] and body["day"][:4] == str(year)
    }
    asked_about = {
        path[1] for path, body in entries if path[2:] == ["consent"] and body.get("asked_on", "")[:4] == str(year)
    }
    words = {path[1]: body["answer"] for path, body in entries if path[2:] == ["consent"] and "answer" in body}
    kept = {
        path[1] for path, body in entries if path[2:] == ["confidentiality"] and body["requested_on"][:4] == str(year)
    }

    def count_words(*meant: str) -> dict[str, Any]:
        return ratio(sum(words.get(id_, "none") in meant for id_ in asked_about), len(asked_about))

    return {
        "report_consents_asked": count(len(asked_about)),
        "report_consents_full": count_words("full"),
        "report_consents_part": count_words("part"),
        "report_consents_refused": count_words("refused"),
        "report_consents_silent": count_words("none"),
        "confidentiality_requested": count(len(kept)),
        "consents_declined": ratio(sum(answers.get(id_) == "declined" for id_ in consent_ids), len(consent_ids)),
        "meetings_held": count(len(records)),
        "consents_given": ratio(sum(answers.get(id_) == "given" for id_ in consent_ids), len(consent_ids)),
        "officials_attended": ratio(len(guests & participants), len(guests)),
        "products_adopted": count(len(adoptions - withdrawals)),
        "activities": count(len(activities - withdrawals)),
    }


def annual(examples: Examples, year: int) -> Figures:
    parts = (visit_figures, assessment_figures, follow_up_figures, recommendation_figures, desk_figures)
    return {name: figure for part in parts for name, figure in part(examples, year).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="The annual reports' figures, derived from the examples alone.")
    parser.add_argument("directory", type=Path, nargs="?", default=ROOT / "examples")
    parser.add_argument("--year", type=int, nargs="+", default=[2022, 2023, 2024])
    arguments = parser.parse_args()
    examples = Examples(arguments.directory)
    print(json.dumps({str(year): annual(examples, year) for year in arguments.year}, indent=2))


if __name__ == "__main__":
    main()
