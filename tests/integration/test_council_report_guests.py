"""Tables of guests do not tell by their difference from an earlier edition who came to one visit (rule 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts import assessments as a
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import at, tell, visit
from tests.support.report_story import PATH, narrow, ok, tell_year, transmit

TABLES = {"table-participants": 3, "table-council-bodies": 3, "table-compact-entities": 3}
"""Those of guests, with the number of their columns."""
STATES = ("KEN", "TZA", "UGA", "FJI")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell(found, *(visit_with_guests(f"w-{one}", "2023-11-01", one) for one in STATES))
        yield found


def visit_with_guests(id_: str, end: str, state: str, *, alone: bool = False) -> a.VisitCompleted:
    """A visit with a guest of each group; or `alone`, without any."""
    guests = () if alone else (
        a.Guest(body="A network", sector="civil_society", invited_on=date(2023, 1, 1), came=True),
        a.Guest(body="UNODC", sector="compact", invited_on=date(2023, 1, 1), came=True),
        a.Guest(body="1267 Monitoring Team", sector="council_body", invited_on=date(2023, 1, 1), came=True),
    )  # fmt: skip
    return visit(id_, [end], state).model_copy(update={"guests": guests})


async def transmit_at(running: Council, cut_off: str) -> dict[str, Any]:
    """An edition with this cut-off, as the public gets it."""
    edition = (await transmit(running, cut_off=cut_off, reason="A visit." if cut_off > "2023-12-01" else None))[
        "edition"
    ]
    return await ok(running, f"{PATH}?edition={edition}", None)


def tables(edition: dict[str, Any]) -> dict[str, list[list[str]]]:
    """The texts of the tables of guests."""
    blocks = [block for section in edition["sections"] for block in section["blocks"] if block.get("id") in TABLES]
    return {one["id"]: [[cell["text"] for cell in row] for row in one["rows"]] for one in blocks}


NOT_SHOWN = {table: [["Not shown"] * columns] for table, columns in TABLES.items()}


@pytest.mark.parametrize("alone", [False, True])
async def test_a_visit_more_with_a_near_cut_off_takes_all_tables_of_guests_whoever_came(
    running: Council, alone: bool
) -> None:
    """To take them only where they differ would tell that somebody came."""
    first = tables(await transmit_at(running, "2023-12-01"))
    assert first["table-compact-entities"] == [["UNODC", "4", "4"]]
    await tell(running, visit_with_guests("more", "2023-12-20", "PER", alone=alone))
    second = await transmit_at(running, "2023-12-31")
    assert tables(second) == NOT_SHOWN
    assert str(second).count("is not shown: an edition that was published before") == len(TABLES)
    for language in ("fr", "ar"):
        edition = await ok(running, f"{PATH}?edition={second['edition']}&lang={language}", None)
        assert [len(rows) for rows in tables(edition).values()] == [1, 1, 1]


async def test_guests_who_became_known_late_take_all_tables_in_which_they_would_be_seen(running: Council) -> None:
    first = tables(await transmit_at(running, "2023-12-01"))
    known_late = visit_with_guests("w-KEN", "2023-11-01", "KEN", alone=True)
    await tell(running, known_late)
    assert tables(await transmit_at(running, "2023-12-31")) == NOT_SHOWN
    assert tables(await ok(running, f"{PATH}?edition=1", None)) == first


async def test_the_same_visits_and_guests_are_shown_again(running: Council) -> None:
    first = tables(await transmit_at(running, "2023-12-01"))
    assert tables(await transmit_at(running, "2023-12-31")) == first


async def test_more_than_a_month_later_they_are_shown_as_they_are(running: Council) -> None:
    await transmit_at(running, "2023-11-29")
    await tell(running, visit_with_guests("more", "2023-12-20", "PER"))
    found = tables(await transmit_at(running, "2023-12-31"))
    assert found["table-compact-entities"] == [["UNODC", "5", "5"]]


async def test_the_report_on_the_next_year_is_compared_with_none_of_this_one(running: Council) -> None:
    await transmit_at(running, "2023-12-31")
    at(running, date(2024, 1, 20))
    await tell(running, *(visit_with_guests(f"n-{one}", "2024-01-18", one) for one in STATES[:3]))
    await transmit(running, "/reports/annual/2024")
    found = tables(await ok(running, "/reports/annual/2024", None))
    assert found["table-compact-entities"] == [["UNODC", "3", "3"]]


async def test_a_reissue_keeps_the_tables_that_its_edition_showed(running: Council) -> None:
    await tell_year(running)
    first = tables(await transmit_at(running, "2023-12-31"))
    await narrow(running, "r1")
    second = await ok(running, token=None)
    assert (second["reissue"], tables(second)) == (1, first)
