"""CTED's annual review and forecast of activities (OP17), for the Committee. Pure.

It lists what was done in the year, the partners (OP5), and what is ahead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import orjson

from services.council.counting.scope import MOST, forecast_of
from services.council.documents.cells import Row, Value, lines, term
from services.council.documents.document import Table
from services.council.documents.words import spell_day, spelled_partly, state_name
from services.council.figures.annual import IN_YEAR
from services.council.figures.review import REVIEW
from services.council.populations import ASSESSMENTS, FORECAST, MEETINGS, PRODUCTS, VISITS
from services.council.reports import plain
from services.council.reports.activities import LISTS, build_activity_tables
from services.council.reports.joint import BRIEFINGS_HELD
from services.council.reports.joint import MEETINGS as BRIEFING_KINDS
from services.council.reports.kind import DATA, WHAT_IT_SAYS, Kind, Material, query

Said = Mapping[str, Any]
"""What an event says."""

VISITS_TABLE: Final = ("State", "Kind", "Ended on", "#Components")
ASSESSMENTS_TABLE: Final = (
    "State",
    "Kind",
    "Submitted on",
    "#Days from visit to draft",
    "#Draft to final",
    "#Final to Committee",
)
IN_THE_UN: Final = ("Body", "Occasion", "#Invited", "#Took part")
OUTSIDE_IT: Final = ("Body", "Sector", "#Visits to which it was invited", "#In which it took part")
MEETINGS_TABLE: Final = ("Meeting", "Kind", "Held on", "#States invited", "#States attending")
PRODUCTS_TABLE: Final = ("Product", "Kind", "State", "Adopted on")
FORECAST_TABLE: Final = ("Day", "What", "State")
SURVEYS: Final = {
    "edis": "detailed implementation survey (eDIS)",
    "oia": "overview of implementation assessment (OIA)",
    "gis": "global implementation survey (GIS)",
}


def build_tables(of: Material) -> tuple[Table, ...]:
    """All of them; a table of as many rows as are shown at most says so."""
    year, reference = of.scope.year, of.reference

    def table(id_: str, caption: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Table:
        whole = caption if len(rows) < MOST else f"{caption} (the first {MOST})"
        return lines(f"table-{id_}", whole, columns, rows)

    def state(row: Row) -> str:
        return state_name(reference, row["state"])

    visits, meetings = ([_load(row) for row in of.rows[name]] for name in ("visits", "meetings"))
    in_the_un = _list_bodies_of_the_un(visits, meetings, of.rows["with_unoct"])
    outcome = [(*_show_forecast(row, state(row)), "done" if row["done"] else "not done") for row in of.rows["outcome"]]
    assessments = [
        (state(row), row["kind"], row["submitted_to_ctc_on"], *_show_spans(row)) for row in of.rows["assessments"]
    ]
    products = [_show_product(row, state(row)) for row in of.rows["products"]]
    return (
        table(
            "visits", f"Visits in {year}", VISITS_TABLE, [(state(row), *_show_visit(row)) for row in of.rows["visits"]]
        ),
        table("assessments", f"Assessments completed in {year}", ASSESSMENTS_TABLE, assessments),
        table("in-the-un", f"Coordination in the United Nations in {year}", IN_THE_UN, in_the_un),
        table(
            "outside-it",
            f"Engagement outside the United Nations in {year}",
            OUTSIDE_IT,
            [*_list_other_bodies(visits)],
        ),
        table(
            "meetings", f"Meetings held in {year}", MEETINGS_TABLE, [_show_meeting(row) for row in of.rows["meetings"]]
        ),
        *build_activity_tables(of),
        table("products", f"Surveys and analytical products adopted in {year}", PRODUCTS_TABLE, products),
        table("outcome", f"Forecast for {year}, and its outcome", (*FORECAST_TABLE, "By the cut-off"), outcome),
        table(
            "forecast",
            f"Forecast for {year + 1}",
            FORECAST_TABLE,
            [_show_forecast(row, state(row)) for row in of.rows["forecast"]],
        ),
    )


def _load(row: Row) -> Said:
    data: Said = orjson.loads(row["data"])
    return data


def _show_visit(row: Row) -> tuple[Value, ...]:
    """A day that is only known by its month or year stands as the last one of it."""
    ended = spell_day(date.fromisoformat(row["ended_on"]))
    return row["kind"], ended if row["to_the_day"] else f"by {ended}", row["components"]


def _show_spans(row: Row) -> Iterable[int | None]:
    return row["visit_to_draft"], row["draft_to_final"], row["final_to_ctc"]


def _show_meeting(row: Row) -> tuple[Value, ...]:
    return _load(row)["title"], row["kind"], row["occurred_on"], row["invited"], row["attended"]


def _show_product(row: Row, state: str) -> tuple[Value, ...]:
    return _load(row)["title"], SURVEYS.get(row["kind"], row["kind"]), state or "several", row["occurred_on"]


def _show_forecast(row: Row, state: str) -> tuple[Value, ...]:
    what = _load(row)["title"] if row["data"] else row["kind"]
    return spelled_partly(row["day"]), what, state or "none"


# ---- with whom -----------------------------------------------------------------------------


UN_SECTORS: Final = ("compact", "council_body")
"""Sectors of guests; the others are outside it."""
UNOCT: Final = "UNOCT"


@dataclass(frozen=True, slots=True)
class Guests:
    """How often each body was asked to take part in a visit, and came; by sector and name."""

    invited: Counter[tuple[str, str]] = field(default_factory=Counter)
    came: Counter[tuple[str, str]] = field(default_factory=Counter)

    def list_bodies(self, within: bool) -> Iterator[tuple[str, str, int, int]]:
        """Sector, body and both numbers, of those in the United Nations or of the others."""
        for sector, body in sorted(self.invited.keys() | self.came.keys()):
            if (sector in UN_SECTORS) is within:
                yield sector, body, self.invited[sector, body], self.came[sector, body]


def _count_guests(visits: Iterable[Said]) -> Guests:
    """The guests of these visits. A body that came without an invitation does not count as invited."""
    guests = Guests()
    for visit in visits:
        for guest in visit.get("guests", ()):
            who = guest["sector"], guest["body"]
            guests.invited[who] += bool(guest.get("invited_on"))
            guests.came[who] += bool(guest.get("came"))
    return guests


def _list_bodies_of_the_un(
    visits: Iterable[Said], meetings: Iterable[Said], with_unoct: Sequence[Row]
) -> list[Sequence[Value]]:
    """Body, occasion, how often it was invited and how often it took part; whether it came to a meeting is not kept."""
    rows: list[Sequence[Value]] = [
        (body, "visits to States", invited, came)
        for _, body, invited, came in _count_guests(visits).list_bodies(within=True)
    ]
    bodies = Counter(body for meeting in meetings for body in meeting.get("bodies", ()))
    rows += [(body, "meetings with States", number, None) for body, number in bodies.items()]
    for kind, words in BRIEFING_KINDS.items():
        meetings_held = [one for one in with_unoct if one["briefing_kind"] == kind]
        if meetings_held:
            rows.append((UNOCT, words, sum(one["invited_on"] is not None for one in meetings_held), len(meetings_held)))
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1])))


def _list_other_bodies(visits: Iterable[Said]) -> Iterator[Sequence[Value]]:
    """Body, sector, and the same of visits."""
    for sector, body, invited, came in _count_guests(visits).list_bodies(within=False):
        yield body, term(sector), invited, came


# ---- the report ----------------------------------------------------------------------------

FORECAST_COLUMNS: Final = (
    "kind, states[1] as state, day, is_done as done, synthetic,"
    f" case when kind = 'obligation' then {WHAT_IT_SAYS} end as data"
)
IN_ORDER: Final = 'true order by day collate "C", kind, id collate "C" limit :most::bigint'

KIND: Final = Kind(
    name="review",
    audience="committee",
    shown_to="committee",
    title=lambda scope: f"Review of the activities of CTED in {scope.year} and forecast for {scope.year + 1}",
    subtitle="From CTED to the Counter-Terrorism Committee",
    compose=plain.compose,
    figures=REVIEW,
    lists={
        "visits": query(
            VISITS,
            "state, visit_kind as kind, to_char(ended_on, 'YYYY-MM-DD') as ended_on, is_to_the_day as to_the_day,"
            f" components, {DATA}",
            f'component = 1 and {IN_YEAR} order by ended_on, visit_id collate "C" limit :most::bigint',
        ),
        "assessments": query(
            ASSESSMENTS,
            "states[1] as state, assessment_kind as kind, submitted_on as submitted_to_ctc_on,"
            " days_visit_to_draft as visit_to_draft, days_draft_to_final as draft_to_final,"
            " days_final_to_ctc as final_to_ctc",
            'true order by submitted_on, id collate "C" limit :most::bigint',
        ),
        "meetings": query(
            MEETINGS,
            "meeting_kind as kind, held_on as occurred_on, cardinality(states) as invited,"
            f" cardinality(attended) as attended, {DATA}",
            'true order by held_on, id collate "C" limit :most::bigint',
        ),
        "products": query(
            PRODUCTS,
            f"product_kind as kind, states[1] as state, adopted_on as occurred_on, {DATA}",
            'true order by adopted_on, id collate "C" limit :most::bigint',
        ),
        "forecast": query(
            FORECAST, FORECAST_COLUMNS, IN_ORDER, lambda of: forecast_of(of.scope.year + 1, of.scope.cut_off)
        ),
        "outcome": query(FORECAST, FORECAST_COLUMNS, IN_ORDER),
        "with_unoct": BRIEFINGS_HELD,
        **LISTS,
    },
    tables=build_tables,
    invented=("with_unoct", "forecast"),
)
