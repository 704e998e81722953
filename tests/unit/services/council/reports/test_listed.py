"""What reports list beside their figures: each section that the table of reports in the domain promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest

from services.council.counting.numbers import share, suppress_share
from services.council.counting.scope import Scope
from services.council.counting.tallies import Number, Tallies, Tally
from services.council.documents.cells import Row, word_value
from services.council.documents.document import Table
from services.council.figures.briefing import OF_NEEDS
from services.council.reports import briefing, joint, review
from services.council.reports.followup.cycle import Cycle, FollowUp, Recommendation, Response
from services.council.reports.followup.tables import build_all as followup_tables
from services.council.reports.kind import Material
from services.council.reports.thematic import word_share
from services.council.words.catalogue import END_OF_ISOLATE, ENGLISH, ISOLATE, words_in
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import FREEZE

DAY = date(2024, 12, 31)


def briefing_row(kind: str, on: date, invited: date | None = None, speaker: str | None = None) -> Row:
    return {"briefing_kind": kind, "held_on": on, "invited_on": invited, "speaker": speaker, "synthetic": False}


HEADS = briefing_row("heads_meeting", date(2024, 4, 15))
BRIEFING = briefing_row("briefing", date(2024, 11, 20), date(2024, 11, 1), "under_secretary_general")
SAID = {"title": "[Synthetic] Courts", "lead_body": "UNODC", "products": ["gis", "trends"]}


def material(**rows: list[Any]) -> Material:
    """What was read for a report of 2024."""
    return Material(Scope(2024, DAY, FREEZE, "committee"), REFERENCE, {}, rows)


NEEDS = {"TCD": Number(0, 3), "FJI": Number(0, 1)}
OF_UNOCT = replace(
    material(
        briefings=[HEADS, BRIEFING], steps=[], duplications=[],
        done=[{"stage": "opened", "needs": 2}, {"stage": "offered", "needs": 1}],
        programmes=[{"states": ["TCD"], "data": orjson.dumps(SAID)}],
    ),
    tallies=Tallies({figure.id: Tally(Number(0, 4), NEEDS) for figure in OF_NEEDS}, {}, synthetic=True),
)  # fmt: skip


def rows(tables: tuple[Table, ...], id_: str) -> list[list[str]]:
    found = next(table for table in tables if table.id == id_)
    return [[cell.text for cell in row] for row in found.rows]


def caption(tables: tuple[Table, ...], id_: str) -> str:
    return next(table.caption for table in tables if table.id == id_)


# ---- UNOCT's briefing (OP25) -----------------------------------------------------------------


def test_unocts_briefing_says_what_was_done_since_the_last_one() -> None:
    found = briefing.build_tables(OF_UNOCT)
    assert caption(found, "since") == "What was done since the last briefing, on 20 November 2024"
    assert [number for _, number in rows(found, "since")] == ["2", "1", "0", "0", "0", "0", "0"]
    none = briefing.build_tables(replace(OF_UNOCT, rows={**OF_UNOCT.rows, "briefings": [HEADS]}))
    assert caption(none, "since") == "What was done since 1 January 2024 (no briefing was held)"


def test_unocts_briefing_lists_the_programmes_that_use_products_of_the_committee() -> None:
    found = briefing.build_tables(OF_UNOCT)
    assert rows(found, "products-used") == [["[Synthetic] Courts", "UNODC", "Chad", "2"]]


def test_states_stand_in_the_order_of_their_names() -> None:
    assert [row[0] for row in rows(briefing.build_tables(OF_UNOCT), "cases")] == ["Chad", "Fiji"]


# ---- the joint report (OP24) -----------------------------------------------------------------


def test_the_joint_report_holds_needs_against_their_baseline_and_names_the_arrangements() -> None:
    then = {"needs": 11, "offered": 4, "taken_up": 3, "delivered": 1, "delivered_in_part": 0, "declined": 2}
    of = material(steps=[], before=[then], briefings=[HEADS, BRIEFING])
    now = {"offered": 9, "taken_up": 8, "delivered": 5, "delivered_in_part": 1, "declined": 3}
    tallies = Tallies({id_: Tally(Number(number, 16)) for id_, number in now.items()}, {}, synthetic=False)
    found = joint.build_tables(replace(of, tallies=tallies))
    assert rows(found, "baseline") == [
        ["31 December 2023", "11", "4", "3", "1", "0", "2"],
        ["31 December 2024", "16", "9", "8", "5", "1", "3"],
    ]
    assert rows(found, "arrangements") == [
        ["15 April 2024", "Meeting of the heads of CTED and UNOCT"],
        ["20 November 2024", "Briefing of the Committee"],
    ]


def test_a_duplication_that_is_open_is_not_said_to_lack_a_record() -> None:
    row = {"state": "TCD", "flagged_on": DAY, "resolved_on": None, "resolution": None}
    found = briefing.build_tables(replace(OF_UNOCT, rows={**OF_UNOCT.rows, "duplications": [row]}))
    assert rows(found, "duplications") == [["Chad", "31 December 2024", "Not yet", "None"]]


def test_a_text_of_people_keeps_its_order_in_arabic_and_its_letters() -> None:
    assert word_value(words_in("ar"), "[Synthetic] a text") == f"{ISOLATE}[Synthetic] a text{END_OF_ISOLATE}"
    assert word_value(words_in("ar"), "نص") == "نص"
    assert word_value(ENGLISH, "eDIS [Synthetic]") == "eDIS [Synthetic]"


# ---- the annual review (OP17) ----------------------------------------------------------------


def guest(body: str, sector: str, came: bool | None, invited: bool = True) -> dict[str, Any]:
    return {"body": body, "sector": sector, "came": came, "invited_on": "2024-01-02" if invited else None}


VISITS = [
    {"guests": [guest("UNODC", "compact", True), guest("African Union", "regional_organization", False)]},
    {"guests": [guest("UNODC", "compact", None), guest("A network", "civil_society", True, invited=False)]},
]


def review_rows(**rows: list[Any]) -> tuple[Table, ...]:
    nothing: dict[str, list[Any]] = {name: [] for name in review.KIND.lists}
    return review.build_tables(material(**{**nothing, **rows}))


def visit(**data: Any) -> Row:
    ended = {"state": "KEN", "kind": "comprehensive", "ended_on": "2024-03-01", "to_the_day": True, "components": 1}
    took_place = {"mode": "onsite", "components": [{"mode": "onsite", "end": "2024-03-01"}]}
    return {**ended, "data": orjson.dumps(took_place | data)}


def test_the_review_says_with_which_bodies_of_the_united_nations_cted_worked() -> None:
    meeting = {"kind": "regional", "occurred_on": DAY, "invited": 2, "attended": 1}
    data = orjson.dumps({"title": "[Synthetic] A title", "bodies": ["UNODC"]})
    found = review_rows(
        visits=[visit(**one) for one in VISITS], meetings=[{**meeting, "data": data}], with_unoct=[HEADS, BRIEFING]
    )
    assert rows(found, "table-in-the-un") == [
        ["UNOCT", "Briefing of the Committee", "1", "1"],
        ["UNOCT", "Meeting of the heads of CTED and UNOCT", "0", "1"],
        ["UNODC", "Meetings with States", "1", "Not recorded"],
        ["UNODC", "Visits to States", "2", "1"],
    ]


def test_the_review_says_with_whom_outside_the_united_nations_it_was_engaged() -> None:
    assert rows(review_rows(visits=[visit(**one) for one in VISITS]), "table-outside-it") == [
        ["A network", "Civil society", "0", "1"],
        ["African Union", "Regional organization", "1", "0"],
    ]


def test_the_review_names_things_by_their_titles_and_holds_the_last_forecast_against_its_outcome() -> None:
    titled = {"data": orjson.dumps({"title": "[Synthetic] A title"})}
    ahead: list[dict[str, Any]] = [
        {"kind": "visit", "state": "TTO", "day": "2024-02", "data": None, "done": True},
        {"kind": "obligation", "state": None, "day": "2024-12-31", "done": False, **titled},
    ]
    found = review_rows(
        forecast=ahead[:1], outcome=ahead,
        meetings=[{"kind": "regional", "occurred_on": DAY, "invited": 2, "attended": 1, **titled}],
        products=[{"kind": "gis", "state": None, "occurred_on": DAY, **titled}],
    )  # fmt: skip
    assert rows(found, "table-outcome") == [
        ["February 2024", "Visit", "Trinidad and Tobago", "Done"],
        ["31 December 2024", "[Synthetic] A title", "None", "Not done"],
    ]
    assert rows(found, "table-forecast") == [["February 2024", "Visit", "Trinidad and Tobago"]]
    assert rows(found, "table-meetings") == [["[Synthetic] A title", "Regional", "31 December 2024", "2", "1"]]
    assert rows(found, "table-products")[0][:2] == ["[Synthetic] A title", "Global implementation survey (GIS)"]


@pytest.mark.parametrize(
    ("day", "said"), [("2024", "2024"), ("2024-02", "February 2024"), ("2024-02-29", "29 February 2024")]
)
def test_a_day_is_spelled_as_precisely_as_it_is_known(day: str, said: str) -> None:
    assert ENGLISH.partial_day(day) == said


# ---- the follow-up report (OP16) -------------------------------------------------------------

ONE = Recommendation("r", "high", told_by="made")
TOLD = {
    "made": {
        "assessment_id": "A",
        "occurred_on": "2023-06-15",
        "kind": "comprehensive",
        "report_date": "2023-06-01",
        "submitted_to_ctc_on": "2023-06-15",
        "recommendations": [
            {"recommendation_id": f"r{number}", "reference": f"R{number}", "text": f"[Synthetic] Text {number}"}
            for number in (2, 10)
        ],
    }
}
OF_CYCLE = Cycle(
    "A", (FollowUp(1, date(2024, 6, 15)),), Response(date(2023, 12, 20)),
    (replace(ONE, id="r10"), replace(ONE, id="r2")),
)  # fmt: skip


def test_recommendations_are_told_with_their_texts_in_the_order_of_their_references() -> None:
    found = followup_tables(ENGLISH, OF_CYCLE, TOLD)
    assert [row[0] for row in rows(found, "steps")] == ["R2: [Synthetic] Text 2", "R10: [Synthetic] Text 10"]
    assert rows(found, "assessment") == [["Comprehensive", "1 June 2023", "15 June 2023"]]
    assert rows(followup_tables(ENGLISH, replace(OF_CYCLE, assessment="B"), TOLD), "assessment") == []


@pytest.mark.parametrize("reference", ["\u00b2", "1\u00b2", "\u2466", "\uff11"])
def test_a_reference_may_hold_any_sign_of_a_number(reference: str) -> None:
    """Its sender chose it."""
    made = {"recommendations": [{"recommendation_id": "r2", "reference": reference, "text": "[Synthetic] T"}]}
    found = rows(followup_tables(ENGLISH, OF_CYCLE, {"made": TOLD["made"] | made}), "steps")
    assert f"{reference}: [Synthetic] T" in [row[0] for row in found]


def test_a_recommendation_that_was_carried_over_is_told_from_one_of_the_same_reference() -> None:
    found = followup_tables(ENGLISH, replace(OF_CYCLE, assessment="B"), TOLD)
    assert [row[0] for row in rows(found, "capacity")] == ["R2 (carried over)", "R10 (carried over)"]


def test_what_is_not_there_yet_is_told_from_what_is_not_recorded() -> None:
    found = followup_tables(ENGLISH, OF_CYCLE, TOLD)
    assert rows(found, "steps")[0][2:5] == ["None yet", "Nothing yet", "Not assessed yet"]
    assert rows(found, "follow-ups") == [["1", "15 June 2024", "Not yet", "None yet", "Open"]]
    assert rows(found, "response") == [["20 December 2023", "Not yet"]]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "No need"),
        ({"needed": True}, "Not requested"),
        ({"needed": True, "requested": True}, "Not released"),
        ({"needed": True, "requested": True, "released": True}, "No"),
        ({"needed": True, "requested": True, "released": True, "taken_up": True}, "Yes"),
    ],
)
def test_a_need_was_taken_up_or_it_is_said_why_it_could_not_be(how: dict[str, bool], said: str) -> None:
    of = replace(OF_CYCLE, recommendations=(replace(ONE, **how),))  # type: ignore[arg-type]
    assert rows(followup_tables(ENGLISH, of, TOLD), "capacity")[0][-1] == said


# ---- the thematic report (OP7) ---------------------------------------------------------------


def test_a_share_of_states_is_shown_with_what_it_is_a_share_of() -> None:
    assert word_share(ENGLISH, share("full", "Full", 2, 5, "States", DAY)) == "2 of 5"
    assert word_share(ENGLISH, share("full", "Full", 0, 0, "States", DAY)) == "None"
    assert word_share(ENGLISH, suppress_share("full", "Full", "States", DAY)) == "Not shown"
