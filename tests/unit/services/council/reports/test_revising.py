"""What happens to published editions when a choice is narrowed or an assessment withdrawn (rules 8 and 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.audiences import AUDIENCES, Audience
from contracts.base import EventData
from services.council.documents import as_json
from services.council.documents.counts import Counts
from services.council.editions.commands import ReissueEdition
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, Edition
from services.council.editions.withdrawing import Withdrawal, WithdrawEdition
from services.council.service import SERVICE
from shared.engine.rules import Event
from tests.support.memory import Memory, Told
from tests.support.report_facts import Rec, Report
from tests.unit.services.council.desk import carry_event, command
from tests.unit.services.council.life import give, publish
from tests.unit.services.council.reports.sample import POPULATION, counts, draft

pytestmark = pytest.mark.thorough

PUBLIC = Report("A", "2023-03-01", (Rec("r1"), Rec("u1", audience="un"), Rec("c1", audience="committee")), "KEN", "un")
RECORDED = datetime(2023, 3, 1, 12, tzinfo=UTC)
LEVELS = [f"ctc.released.{audience}" for audience in AUDIENCES[1:]]


def memory(report: Report = PUBLIC, recorded: datetime = RECORDED) -> Memory:
    """An assessment is known, and the annual report on its year is published."""
    desk = Memory(SERVICE, date(2024, 1, 15))
    desk.handle(carry_event(report.complete(), time=recorded))
    publish(desk)
    return desk


def edition(of: Memory, id_: str = "annual-2023-1") -> Edition:
    return of.get(EDITIONS, id_)


def now(data: EventData) -> Event[Any]:
    return carry_event(data, time=datetime(2024, 2, 1, 12, tzinfo=UTC))


def narrow_audience(*parts: str, audience: Audience = "committee") -> Event[Any]:
    return now(PUBLIC.disclose("2024-02-01", audience, *parts))


def topics(told: list[Told]) -> list[str]:
    return [one.topic for one in told if one.data.get("of", "report") == "report"]


def fewer() -> Counts:
    """What is counted when the readers may see one recommendation less."""
    return counts(replace(POPULATION, withheld={"recommendations": 56}))


def counted_again(of: Memory, counts: Counts) -> list[Told]:
    again = replace(draft(), counts=counts)
    return of.handle(command(ReissueEdition("annual-2023-1", edition(of).narrowings, again)))


# ---- marking ---------------------------------------------------------------------------------


def test_what_readers_could_see_and_now_may_not_takes_the_edition_from_them() -> None:
    desk = memory()
    told = desk.handle(narrow_audience("r1"))
    assert [(one.topic, one.type) for one in told] == [(topic, "released.withdrawn.v1") for topic in LEVELS]
    assert {(one.data["of"], one.data["id"], one.data["because"]) for one in told} == {
        ("report", "annual-2023-1", "narrowed")
    }
    assert edition(desk).pending


def test_it_is_taken_once_however_often_it_is_narrowed_before_it_is_asked_for() -> None:
    desk = memory(replace(PUBLIC, recs=(Rec("r1"), Rec("r2"))))
    assert len(desk.handle(narrow_audience("r1"), narrow_audience("r2", audience="un"))) == len(LEVELS)
    assert edition(desk).narrowings == 2


def test_it_is_not_taken_again_when_it_is_withdrawn_before_it_is_counted_again() -> None:
    desk = memory()
    desk.handle(narrow_audience("r1"))
    told = desk.handle(give(WithdrawEdition(Asked(2023), Withdrawal("Sent by mistake.", "DRAFT/NOTE/1"))))
    assert [one.type for one in told] == ["report.withdrawn.v1"]


@pytest.mark.parametrize("parts", [("u1",), ("c1",), ("unheard",)])
def test_what_the_readers_could_not_see_changes_nothing_for_them(parts: tuple[str, ...]) -> None:
    desk = memory()
    assert desk.handle(narrow_audience(*parts)) == []
    assert not edition(desk).pending


def test_a_wider_choice_changes_nothing() -> None:
    assert memory().handle(narrow_audience("u1", audience="public")) == []


def test_what_was_recorded_after_the_freeze_is_in_no_edition() -> None:
    desk = memory(recorded=datetime(2024, 1, 15, 6, tzinfo=UTC))
    assert desk.handle(narrow_audience("r1")) == []


def test_what_occurred_after_the_cut_off_is_in_no_edition() -> None:
    desk = memory(replace(PUBLIC, submitted="2024-01-02"))
    assert desk.handle(narrow_audience("r1")) == []


def test_the_same_event_again_changes_nothing() -> None:
    desk = memory()
    event = narrow_audience("r1")
    desk.handle(event)
    assert desk.handle(event) == []
    assert edition(desk).narrowings == 1


def test_the_committees_own_editions_are_not_touched() -> None:
    desk = memory()
    desk.rows[EDITIONS]["annual-2023-1"] = replace(edition(desk), audience="committee", shown_to="committee")
    assert desk.handle(narrow_audience("r1")) == []
    assert not edition(desk).pending


def test_a_correction_that_narrows_a_part_counts_as_a_choice() -> None:
    desk = memory()
    recs = (Rec("r1", audience="un"), *PUBLIC.recs[1:])
    assert topics(desk.handle(now(PUBLIC.correct("2024-02-01", recs=recs)))) == LEVELS


# ---- counting again --------------------------------------------------------------------------


def test_counted_again_it_is_reissued_beside_the_edition_that_stands() -> None:
    desk = memory()
    desk.handle(narrow_audience("r1"))
    first = desk.get(DOCUMENTS, "annual-2023-1").document
    told = counted_again(desk, fewer())
    assert [one.topic for one in told] == ["ctc.council", *LEVELS]
    assert (told[0].type, told[0].data["reissue"]) == ("report.reissued.v1", 1)
    assert {one.data["reissue"] for one in told} == {1}
    assert desk.get(DOCUMENTS, "annual-2023-1").document == first
    made = as_json.load(desk.get(DOCUMENTS, "annual-2023-1/reissue/1").document)
    assert (made.edition, made.reissue) == (1, 1)
    assert made.withheld == as_json.load(first).withheld + 1
    assert not edition(desk).pending


def test_counted_again_and_unchanged_it_goes_out_again_as_it_was() -> None:
    desk = memory()
    desk.handle(narrow_audience("r1"))
    told = counted_again(desk, counts())
    assert [(one.topic, one.type) for one in told] == [(topic, "released.report.v1") for topic in LEVELS]
    assert (edition(desk).reissue, edition(desk).pending) == (0, False)


def test_what_was_counted_before_the_last_narrowing_is_not_released() -> None:
    desk = memory(replace(PUBLIC, recs=(Rec("r1"), Rec("r2"))))
    desk.handle(narrow_audience("r1"))
    before = command(ReissueEdition("annual-2023-1", 1, replace(draft(), counts=fewer())))
    desk.handle(narrow_audience("r2"))
    assert [one.type for one in desk.handle(before)] == ["report.reissued.v1"]
    assert edition(desk).pending


def test_two_that_counted_again_at_once_end_in_one_reissue() -> None:
    desk = memory()
    desk.handle(narrow_audience("r1"))
    again = [command(ReissueEdition("annual-2023-1", 1, replace(draft(), counts=fewer()))) for _ in range(2)]
    desk.handle(*again)
    assert edition(desk).reissue == 1


def test_an_edition_counted_before_a_narrowing_and_published_after_it_is_released_to_nobody_yet() -> None:
    desk = memory()
    desk.handle(narrow_audience("r1"))  # between the count, which saw no revision, and the command
    told = publish(desk, year=2022, cut_off=date(2022, 12, 31))
    assert [one.type for one in told if "draft" not in one.type] == ["report.published.v1"]
    assert edition(desk, "annual-2022-1").pending


# ---- withdrawn assessments (rule 8) ----------------------------------------------------------


def test_a_withdrawn_assessment_is_said_beside_the_editions_that_counted_it() -> None:
    desk = memory()
    publish(desk, year=2022, cut_off=date(2022, 12, 31))
    before = desk.get(DOCUMENTS, "annual-2023-1")
    desk.handle(now(PUBLIC.withdraw("2024-02-01")))
    (said,) = edition(desk).corrigenda
    assert said.noted_on == date(2024, 2, 1)
    assert "withdrawn on 1 February 2024" in said.text
    assert not any(word in said.text for word in ("KEN", "Kenya", "A1", "SECRET"))
    assert edition(desk, "annual-2022-1").corrigenda == ()
    assert desk.get(DOCUMENTS, "annual-2023-1") == before


def test_what_readers_could_see_of_it_is_taken_from_them() -> None:
    assert topics(memory().handle(now(PUBLIC.withdraw("2024-02-01")))) == LEVELS
    hidden = replace(PUBLIC, recs=PUBLIC.recs[1:])
    assert topics(memory(hidden).handle(now(hidden.withdraw("2024-02-01")))) == []


def test_an_assessment_that_nobody_knows_touches_no_edition() -> None:
    desk = memory()
    unheard = replace(PUBLIC, id="B", recs=())
    assert desk.handle(now(unheard.withdraw("2024-02-01"))) == []
    assert edition(desk).corrigenda == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"report": "schedule"}, 0),
        ({"report": "programme"}, 0),
        ({"report": "followup", "assessment_id": "B"}, 0),
        ({"report": "followup", "assessment_id": "A"}, 1),
        ({"report": "review"}, 1),
    ],
)
def test_a_report_says_it_if_it_counts_assessments_and_this_one(changes: dict[str, Any], said: int) -> None:
    desk = memory()
    desk.rows[EDITIONS]["annual-2023-1"] = replace(edition(desk), **changes)
    desk.handle(now(PUBLIC.withdraw("2024-02-01")))
    assert len(edition(desk).corrigenda) == said
