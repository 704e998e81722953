"""A report of each kind that lists something in every table: invented rows, and a number for every figure and cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, Final, get_args

import orjson

from contracts import vocabulary
from contracts.vocabulary import ReportName
from reference import Language, load
from services.council.counting.scope import Scope
from services.council.counting.tallies import Number, Tallies, Tally
from services.council.documents.document import (
    Adjustment,
    Block,
    Chart,
    Document,
    Heading,
    Note,
    Numbers,
    Paragraph,
    Table,
)
from services.council.figures.model import Definition, Grouping, Median, Share
from services.council.reports.drafting import Draft
from services.council.reports.kind import Kind, Material
from services.council.reports.kinds import KINDS
from services.council.reports.wording import word_counts
from services.council.words.catalogue import ENGLISH

PRODUCT: Final = load()
"""The product's own reference data, whose names are in all languages."""
DAY: Final = date(2024, 12, 31)
FREEZE: Final = datetime(2025, 1, 15, 5, tzinfo=UTC)
PEOPLE: Final = "[Synthetic] what people wrote"
"""Words of people are in every language as they wrote them."""
WORD: Final = orjson.dumps(
    {
        "title": PEOPLE, "subject": PEOPLE, "with_whom": ["UNODC", "FATF"], "lead_body": "UNODC", "products": ["a"],
        "bodies": ["ICAO"], "mode": "virtual", "end": "2024-05",
        "components": [{"mode": "virtual", "start": "2024-05"}],
        "guests": [
            {"body": "UNODC", "sector": "compact", "came": True, "invited_on": "2024-01-02"},
            {"body": "1267 Monitoring Team", "sector": "council_body", "came": True, "invited_on": "2024-01-02"},
            {"body": "African Union", "sector": "regional_organization", "came": True, "invited_on": "2024-01-02"},
        ],
    }
)  # fmt: skip


def _rows() -> dict[str, list[dict[str, Any]]]:
    """By the names of queries; a name stands for the same in all reports, or has the columns of each."""
    values = {
        "VisitKind": [*get_args(vocabulary.VisitKind)], "MeetingKind": [*get_args(vocabulary.MeetingKind)],
        "ProductKind": [*get_args(vocabulary.ProductKind)], "BriefingKind": [*get_args(vocabulary.BriefingKind)],
    }  # fmt: skip
    when = {"planned_start": "2024-04", "agreed_on": DAY, "ended_on": "2024-03-01", "to_the_day": False}
    visits = [{"state": "KEN", "kind": one, "components": 2, "data": WORD, **when} for one in values["VisitKind"]]
    briefings = [
        {"briefing_kind": one, "held_on": DAY, "invited_on": DAY, "speaker": "director", "synthetic": True}
        for one in values["BriefingKind"]
    ]
    step = {"title": PEOPLE, "owner": "CTED", "due_on": DAY, "indicator": PEOPLE, "seen": True, "synthetic": True}
    obligation = PRODUCT.mandates[1].obligations[0].title  # type: ignore[index]
    ahead: list[dict[str, Any]] = [
        {"kind": "visit", "state": "FRA", "day": "2024-02", "data": None, "done": True},
        {"kind": "follow-up report", "state": "KEN", "day": "2024-02-03", "data": None, "done": False},
        {
            "kind": "obligation", "state": None, "day": "2024-12-31", "done": False,
            "data": orjson.dumps({"title": obligation}),
        },
    ]  # fmt: skip
    return {
        "visits": visits, "visit_years": [{"year": 2023, "number": 2}, {"year": 2024, "number": 7}],
        "assessments": [
            {
                "state": "KEN", "kind": one, "submitted_to_ctc_on": DAY, "visit_to_draft": 40, "draft_to_final": None,
                "final_to_ctc": 3,
            }
            for one in get_args(vocabulary.AssessmentKind)
        ],
        "meetings": [
            {"kind": one, "occurred_on": DAY, "invited": 2, "attended": 1, "data": WORD}
            for one in values["MeetingKind"]
        ],
        "meeting_kinds": [
            {"kind": one, "data": orjson.dumps({"themes": ["travel"]})}
            for one in values["MeetingKind"]
        ],
        "consultations": [{"held_on": DAY, "synthetic": True}],
        "planned": [{"kind": "focused", "state": "KEN", "planned_start": "2025-04", "synthetic": True}],
        "products": [
            {"kind": one, "state": None, "occurred_on": DAY, "adopted_on": DAY, "data": WORD}
            for one in values["ProductKind"]
        ],
        "outcome": ahead, "forecast": [{**one, "synthetic": True} for one in ahead],
        "with_unoct": briefings, "briefings": briefings,
        "activity_kinds": [{"activity_kind": one.code, "number": 2} for one in PRODUCT.practice.activity_kinds],
        "activity_paragraphs": [{"paragraph": "OP17", "number": 3}],
        "activities": [
            {"activity_kind": "outreach", "paragraph": "OP17", "themes": themes, "held_on": DAY, "data": WORD}
            for themes in (["travel", "gender"], [])
        ],
        "steps": [step | {"done_on": None}, step | {"done_on": DAY}],
        "before": [dict.fromkeys(("needs", "offered", "taken_up", "delivered", "delivered_in_part", "declined"), 7)],
        "done": [{"stage": "opened", "needs": 2}],
        "duplications": [
            {"state": "KEN", "flagged_on": DAY, "resolved_on": day, "resolution": one}
            for day, one in (
                (None, None), (DAY, "merged"), (DAY, "divided"), (DAY, "one_withdrawn"), (DAY, "no_duplication"),
            )
        ],
        "programmes": [{"states": ["KEN", "FRA"], "data": WORD}],
        "good_and_missing": [{"code": "api", "good_practices": 3, "shortfalls": 4}],
        **_rows_of_the_programme(), **_rows_of_the_cycle(),
    }  # fmt: skip


def _rows_of_the_programme() -> dict[str, list[dict[str, Any]]]:
    reasons = [{"code": one.code, "evidence": PEOPLE} for one in PRODUCT.practice.listing_reasons]
    entries = [{"state": "KEN", "reasons": reasons}]
    change = {"entries": entries, "reason": PEOPLE, "occurred_on": "2024-05-01", "added": ["KEN"], "removed": ["FRA"]}
    return {
        "states": [
            {"state": "KEN", "last_visit": DAY, "to_the_day": False},
            {"state": "FRA", "last_visit": None, "to_the_day": False},
        ],
        "events": [{"id": "said", "data": orjson.dumps(change)}],
        "consents": [
            {"state": "KEN", "year": 2023, "stage": one} for one in ("asked", "given", "declined", "lapsed")
        ],
    }  # fmt: skip


def _rows_of_the_cycle() -> dict[str, list[dict[str, Any]]]:
    event = {"assessment_id": "A", "response_due_on": DAY, "synthetic": True}
    one = {
        "priority": "high", "position": "partly", "reported": "in_progress", "assessed": "partly_implemented",
        "needed": True, "requested": True, "released": True, "taken_up": True, "seen": True, "told_by": "made",
        "amended_by": None, "assessed_by": "reported", "reported_by": None,
    }  # fmt: skip
    return {
        "cycle": [
            {"sequence": 1, "stage": "scheduled", "due_on": DAY, "occurred_on": DAY, "event_id": "e1", **event},
            {"sequence": 1, "stage": "reported", "due_on": DAY, "occurred_on": DAY, "event_id": "reported", **event},
            {"sequence": 2, "stage": "pending", "due_on": None, "occurred_on": DAY, "event_id": "e3", **event},
            {"sequence": 1, "stage": "not_answered", "due_on": DAY, "occurred_on": DAY, "event_id": "e4", **event},
        ],
        "recommendations": [
            {**one, "id": "r1"},
            {**one, "id": "r2", "priority": "low", "position": None, "reported": None, "assessed": None},
            {**one, "id": "r3", "priority": "medium", "requested": False},
            {**one, "id": "r4", "released": False, "told_by": "earlier"},
        ],
    }  # fmt: skip


MADE: Final = {
    "assessment_id": "A", "occurred_on": "2023-06-15", "kind": "comprehensive", "report_date": "2023-06-01",
    "submitted_to_ctc_on": "2023-06-15",
    "recommendations": [
        {"recommendation_id": f"r{number}", "reference": f"R{number}", "text": PEOPLE} for number in (1, 2, 3)
    ],
}  # fmt: skip
REPORTED: Final = {
    "steps": PEOPLE, "capacity": PEOPLE, "assistance": PEOPLE, "cross_cutting": PEOPLE, "proposal": PEOPLE,
    "assistance_needed": True,
}  # fmt: skip
EARLIER: Final = {
    **MADE, "assessment_id": "B",
    "recommendations": [{"recommendation_id": "r4", "reference": "R4", "text": PEOPLE}],
}  # fmt: skip
ROWS: Final = _rows()
CELLS: Final[dict[str, tuple[str, ...]]] = {
    "theme": ("travel", "gender"), "region": ("africa", "elsewhere"), "pillar": ("", "1", "2", "3", "4"),
    "owner": ("cted",),
    "sort": ("visit", "follow-up-report", "obligation"),
    "priority": ("high", "medium", "low"), "provision": ("api", "pnr"),
    "provision_region": tuple(f"api.region.{one}" for one in ("africa", "americas", "asia", "europe", "oceania")),
}  # fmt: skip


def _tally(figure: Definition) -> Tally:
    number = Number(21, 101) if isinstance(figure, Share) else Number(1200)
    if isinstance(figure, Median):
        number = Number(None, 5, (40, 41))
    seen = {state: Number(3, 4) for state in ("KEN", "SEN", "NGA", "FIN")}
    cells: dict[str, dict[str, dict[str, Number]]] = {"by_committee": {}, "with_assistance": {}}
    cells |= {grouping.id: _cells_of(grouping) for grouping in figure.by}
    return Tally(number, seen, {}, cells, {"owner.cted": "CTED"})


def _cells_of(grouping: Grouping) -> dict[str, dict[str, Number]]:
    """The last one is so small that it is not shown."""
    large = {state: Number(3, 4) for state in ("KEN", "SEN", "NGA")}
    *shown, last = CELLS[grouping.id]
    return {**dict.fromkeys(shown, large), last: {"FIN": Number(1, 1)}}


def draft(kind: Kind) -> Draft:
    """The report of this kind, with an adjustment."""
    scope = Scope(2024, DAY, FREEZE, kind.shown_to, "cycle-1" if kind.by_thing else "")
    tallies = Tallies(
        {figure.id: _tally(figure) for figure in kind.figures},
        {population.name: 3 for population in kind.marked},
        synthetic=True,
    )
    rows = dict(ROWS)
    if kind.by_thing:
        said = {"made": MADE, "reported": REPORTED, "earlier": EARLIER}
        rows["events"] = [{"id": id_, "data": orjson.dumps(data)} for id_, data in said.items()]
    material = Material(scope, PRODUCT, {}, rows, tallies)
    numbers = Numbers(3, 7, "42.9"), Numbers(4, 7, "57.1")
    figure = next(one for one in kind.figures if one.is_stated_whole)
    counts = word_counts(kind, material, ENGLISH)
    label = counts.figures[0].label
    adjusted = Adjustment(figure.id, label, f"{kind.name}-2023-1", *numbers)
    return Draft(kind, scope, counts, (adjusted,), "KEN" if kind.by_thing else None, "A" if kind.by_thing else None)


DRAFTS: Final = {kind.name: draft(kind) for kind in KINDS}


def document(report: ReportName, language: Language) -> Document:
    """The report in this language: a reissue of an edition that takes the place of another."""
    return DRAFTS[report].document(2, PRODUCT, f"{report}-2024-1", 3, language)


def list_texts(of: Document) -> Iterator[tuple[str, str]]:
    """Every text that a reader sees, by its place."""
    yield from (("title", of.title), ("subtitle", of.subtitle), ("marking", of.marking))
    for number, (name, value) in enumerate(of.particulars):
        yield from ((f"particular {number}", name), (f"value {number}", value))
    for figure in of.figures:
        yield from ((f"figure {figure.id}", figure.label), (f"unit {figure.id}", figure.unit))
    yield from ((f"adjustment {one.id}", one.label) for one in of.adjustments)
    for section in of.sections:
        yield f"section {section.id}", section.title
        for at, block in enumerate(section.blocks):
            yield from _list_texts_of(block, f"{section.id}/{at}")


def _list_texts_of(block: Block, place: str) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            yield place, block.text
        case Paragraph() | Note():
            yield place, "".join(span.text + span.note for span in block.text)
        case Table():
            yield place, block.caption
            yield from ((f"{place} column {at}", one.title) for at, one in enumerate(block.columns))
            for at, cell in enumerate(chain.from_iterable(block.rows)):
                yield f"{place} cell {at}", cell.text
        case Chart():
            yield from ((place, text) for text in (block.caption, block.description))
