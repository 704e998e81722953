"""CTED's annual review and forecast of activities (OP17), for the Committee. Pure.

It lists what was done in the year, the partners (OP5), and what is ahead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args

import orjson

from contracts.vocabulary import BriefingKind
from services.council.counting.numbers import Figure
from services.council.counting.scope import MOST
from services.council.documents.cells import Row, Value, lines, say_in_cell, word_first
from services.council.documents.document import Paragraph, Table
from services.council.figures.groupings import SORTS
from services.council.figures.review import REVIEW
from services.council.populations import AHEAD, ASSESSMENTS, FORECAST, MEETINGS, PRODUCTS
from services.council.reports import plain
from services.council.reports.activities import LISTS, build_activity_tables
from services.council.reports.brief import say_first, say_how_many
from services.council.reports.joint import BRIEFINGS_HELD
from services.council.reports.kind import DATA, WHAT_IT_SAYS, Kind, Material, query
from services.council.reports.visits import COLUMNS, VISITS_OF_YEAR, show_visit
from services.council.words.names import name_body, name_in_cell, name_obligation

Said = Mapping[str, Any]
"""What an event says."""

ASSESSMENTS_TABLE: Final = (
    "state", "kind", "submitted-on", "#visit-to-draft", "#draft-to-final", "#final-to-committee",
)  # fmt: skip
IN_THE_UN: Final = ("body", "occasion", "#invited", "#took-part")
OUTSIDE_IT: Final = ("body", "sector", "#visits-invited", "#visits-took-part")
MEETINGS_TABLE: Final = ("meeting", "kind", "held-on", "#states-invited", "#states-attending")
PRODUCTS_TABLE: Final = ("product", "kind", "state", "adopted-on")
FORECAST_TABLE: Final = ("day", "what", "state")
IN_NUMBERS: Final = ("what", "#at-least", "#at-most")
IN_FACT: Final = {"visit": "visits", "follow-up-report": "reports_made", "obligation": "obligations_met"}
"""By what is forecast, the figure that says what happened."""


OVERDUE: Final = {
    "up_to_3": "overdue_0_3_months",
    "up_to_6": "overdue_3_6_months",
    "up_to_12": "overdue_6_12_months",
    "over_12": "overdue_over_12_months",
}
"""By how long a report is overdue, the figure that says how many are."""
AHEAD_BY: Final = (("visit", "visits"), ("follow-up-report", "reports"), ("obligation", "duties"))
"""What is forecast, with its name in a sentence."""
BOUNDS: Final = ("least", "most")


def build_tables(of: Material) -> tuple[Table, ...]:
    """All of them; a table of as many rows as are shown at most says so."""

    def table(id_: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Table:
        caption = word_first(of.words, of.say(f"review-{id_}"), rows, MOST)
        return lines(of.words, f"table-{id_}", caption, columns, rows)

    visits, meetings = ([_load(row) for row in of.rows[name]] for name in ("visits", "meetings"))
    return (
        table("visits", COLUMNS, [show_visit(of, row) for row in of.rows["visits"]]),
        table("assessments", ASSESSMENTS_TABLE, [_show_assessment(of, row) for row in of.rows["assessments"]]),
        table("in-the-un", IN_THE_UN, _list_bodies_of_the_un(of, visits, meetings)),
        table("outside-it", OUTSIDE_IT, [*_list_other_bodies(of, visits)]),
        table("meetings", MEETINGS_TABLE, [_show_meeting(of, row) for row in of.rows["meetings"]]),
        *build_activity_tables(of),
        table("products", PRODUCTS_TABLE, [_show_product(of, row) for row in of.rows["products"]]),
        table("outcome-in-numbers", (*IN_NUMBERS, "#in-fact"), [*_count_outcome(of)]),
        table("outcome", (*FORECAST_TABLE, "by-the-cut-off"), [_show_outcome(of, row) for row in of.rows["outcome"]]),
        table("forecast-in-numbers", IN_NUMBERS, [*_count_forecast(of, "ahead")]),
        table("forecast", FORECAST_TABLE, [_show_forecast(of, row) for row in of.rows["forecast"]]),
    )


def _load(row: Row) -> Said:
    data: Said = orjson.loads(row["data"])
    return data


def _show_assessment(of: Material, row: Row) -> tuple[Value, ...]:
    kind = name_in_cell(of.words, "assessment-kind", row["kind"])
    spans = row["visit_to_draft"], row["draft_to_final"], row["final_to_ctc"]
    return (of.state(row["state"]), kind, row["submitted_to_ctc_on"], *spans)


def _show_meeting(of: Material, row: Row) -> tuple[Value, ...]:
    kind = name_in_cell(of.words, "meeting-kind", row["kind"])
    return _load(row)["title"], kind, row["occurred_on"], row["invited"], row["attended"]


def _show_product(of: Material, row: Row) -> tuple[Value, ...]:
    kind, state = name_in_cell(of.words, "product-kind", row["kind"]), of.state(row["state"])
    return _load(row)["title"], kind, state or say_in_cell(of.words, "several"), row["occurred_on"]


def _show_outcome(of: Material, row: Row) -> tuple[Value, ...]:
    return (*_show_forecast(of, row), say_in_cell(of.words, "review-done" if row["done"] else "review-not-done"))


def _show_forecast(of: Material, row: Row) -> tuple[Value, ...]:
    what = name_in_cell(of.words, "forecast", row["kind"])
    if row["data"]:
        what = name_obligation(of.words, of.reference, _load(row)["title"])
    return of.words.partial_day(row["day"]), what, of.state(row["state"]) or say_in_cell(of.words, "none")


def _count_forecast(of: Material, figure: str) -> Iterator[tuple[Value, ...]]:
    """Each thing that is forecast, with the least and the most of it."""
    for sort in SORTS:
        least, most = (_number(of, f"{figure}_{bound}.{sort}") for bound in ("least", "most"))
        yield name_in_cell(of.words, "forecast", sort), least, most


def _count_outcome(of: Material) -> Iterator[tuple[Value, ...]]:
    """The forecast of the year before, and what happened."""
    for sort, row in zip(SORTS, _count_forecast(of, "forecast"), strict=True):
        yield *row, _number(of, IN_FACT[sort])


def _number(of: Material, figure: str) -> int | None:
    stated = of.by_id.get(figure)
    return stated.numerator if stated else None


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


def _list_bodies_of_the_un(of: Material, visits: Iterable[Said], meetings: Iterable[Said]) -> list[Sequence[Value]]:
    """Body, occasion, how often it was invited and how often it took part; whether it came to a meeting is not kept."""
    words, reference = of.words, of.reference
    rows: list[Sequence[Value]] = [
        (name_body(words, reference, body), say_in_cell(words, "review-occasion-visits"), invited, came)
        for _, body, invited, came in _count_guests(visits).list_bodies(within=True)
    ]
    bodies = Counter(body for meeting in meetings for body in meeting.get("bodies", ()))
    occasion = say_in_cell(words, "review-occasion-meetings")
    rows += [(name_body(words, reference, body), occasion, number, None) for body, number in bodies.items()]
    for kind in get_args(BriefingKind):
        held = [one for one in of.rows["with_unoct"] if one["briefing_kind"] == kind]
        if held:
            invited = sum(one["invited_on"] is not None for one in held)
            rows.append(
                (name_body(words, reference, UNOCT), name_in_cell(words, "briefing-kind", kind), invited, len(held))
            )
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1])))


def _list_other_bodies(of: Material, visits: Iterable[Said]) -> Iterator[Sequence[Value]]:
    """Body, sector, and the same of visits."""
    for sector, body, invited, came in _count_guests(visits).list_bodies(within=False):
        yield name_body(of.words, of.reference, body), name_in_cell(of.words, "sector", sector), invited, came


# ---- the report ----------------------------------------------------------------------------


def say_brief(of: Material) -> Iterator[Paragraph]:
    """Whether the list was visited, reports were made in time, the forecast came out; and what is ahead."""
    yield from say_how_many(of, "annual-programme-outcome", "annual-programme-none", visited="visits_done")
    yield from _say_punctuality(of)
    yield from say_how_many(of, "review-brief-forecast", "review-brief-forecast-none", done="forecast_done")
    ahead = {f"{name}_{bound}": of.by_id[f"ahead_{bound}.{sort}"] for sort, name in AHEAD_BY for bound in BOUNDS}
    yield _say_if_any(of, "review-brief-ahead", ahead)


def _say_punctuality(of: Material) -> Iterator[Paragraph]:
    """What fell due in the year, and what is overdue."""
    on_time = of.by_id["followups_on_time"]
    if on_time.denominator:
        due = on_time.denominator
        yield say_first(of, "annual-follow-up-due", due=due, on_time=on_time, authority="none")
    else:
        yield say_first(of, "annual-follow-up-none")
    yield _say_if_any(of, "review-brief-overdue", {name: of.by_id[figure] for name, figure in OVERDUE.items()})


def _say_if_any(of: Material, id_: str, figures: Mapping[str, Figure]) -> Paragraph:
    """The message with these counts; where all of them are zero, the one that says so."""
    is_any = any(one.numerator for one in figures.values())
    return say_first(of, id_, **figures) if is_any else say_first(of, f"{id_}-none")


FORECAST_COLUMNS: Final = (
    "kind, states[1] as state, day, is_done as done, synthetic,"
    f" case when kind = 'obligation' then {WHAT_IT_SAYS} end as data"
)
IN_ORDER: Final = 'is_dated order by day collate "C", kind, id collate "C" limit :most::bigint'

KIND: Final = Kind(
    name="review",
    audience="committee",
    shown_to="committee",
    compose=plain.compose,
    figures=REVIEW,
    brief=say_brief,
    lists={
        "visits": VISITS_OF_YEAR,
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
        "forecast": query(AHEAD, FORECAST_COLUMNS, IN_ORDER),
        "outcome": query(FORECAST, FORECAST_COLUMNS, IN_ORDER),
        "with_unoct": BRIEFINGS_HELD,
        **LISTS,
    },
    tables=build_tables,
    invented=("with_unoct", "forecast"),
)
