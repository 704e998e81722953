"""What a State answered or asked covers the parts that were there: not what came later under another id (OP19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from services.assessments.assessments.model import RECOMMENDATIONS
from services.assessments.disclosure import Decision
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
    correction_notice,
    disclosure,
    recommendation,
    recommendation_of_ken,
)
from tests.unit.services.assessments.test_follow_up import add, succeed
from tests.unit.services.assessments.test_new_readers import KEN, OPEN, SECRET, find, say
from tests.unit.services.assessments.test_report_consents import (
    KENYA,
    R1,
    R2,
    TODAY,
    ask,
    audience_of_part,
    build_desk,
    get_refusal,
    reply,
    request,
)

BEFORE, LATER = TODAY - timedelta(days=10), TODAY + timedelta(days=1)
R2A, F1 = (recommendation_of_ken(one) for one in ("R2a", "F1"))


def rename(desk: Desk) -> None:
    text = desk.get(RECOMMENDATIONS, R2).text
    desk.notice(correction_notice(recommendations=(recommendation("R1"), recommendation("R2a", text=text))))


def add_finding(desk: Desk) -> None:
    desk.notice(correction_notice(findings=(say(OPEN), say(SECRET))))


def move(desk: Desk) -> None:
    text = desk.get(RECOMMENDATIONS, R2).text
    desk.notice(correction_notice(recommendations=(recommendation("R1", text=text),)))


def replace_in_follow_up(desk: Desk) -> None:
    succeed(desk, R2, reference="F1", audience="committee", parties=(KEN,))


def publish(desk: Desk, *parts: str, on: date = TODAY, parties: tuple[str, ...] = (), audience: Any = "public") -> Told:
    return desk.command(
        disclosure(KEN_REPORT, Decision(audience, "Permanent Mission", on, parties, parts, consulted_ctc=True))
    )


def build_consenting_desk() -> Desk:
    desk = build_desk()
    ask(desk)
    reply(desk, "full", BEFORE)
    return desk


# ---- asked to be kept confidential -----------------------------------------------------------


@pytest.mark.parametrize(("act", "part"), [(rename, R2A), (replace_in_follow_up, F1)])
@pytest.mark.parametrize("build", [build_desk, build_consenting_desk])
def test_what_takes_the_place_of_a_closed_part_is_kept_confidential_too(
    act: Callable[[Desk], None], part: str, build: Callable[[], Desk]
) -> None:
    desk = build()
    request(desk, parts=(R2,))
    act(desk)
    for more in ({}, {"audience": "un", "parties": ("state:UGA",)}):
        answer = get_refusal(publish, desk, part, **more)
        assert (answer.code, answer.fields) == ("kept-confidential", ("audience",))
    publish(desk, part, audience="un")
    assert get_refusal(publish, desk, part).code == "kept-confidential"
    publish(desk, R1)
    assert (audience_of_part(desk, R1), audience_of_part(desk, part)) == ("public", "un")


# ---- consented before it came ----------------------------------------------------------------


@pytest.mark.parametrize("audience", ["committee", "un"])
def test_what_moves_to_a_part_that_stays_is_kept_confidential_too(audience: str) -> None:
    desk = build_consenting_desk()
    publish(desk, R1, audience=audience)
    request(desk, parts=(R2,))
    move(desk)
    assert get_refusal(publish, desk, R1).code == "kept-confidential"


def test_a_full_consent_covers_no_part_that_came_later() -> None:
    desk = build_consenting_desk()
    add_finding(desk)
    add(desk, reference="F1")
    for part in (find(desk, SECRET).id, F1):
        assert get_refusal(publish, desk, part).code == "beyond-the-consent"
    assert get_refusal(publish, desk).code == "beyond-the-consent"
    publish(desk, R1, R2)
    assert (audience_of_part(desk, R1), audience_of_part(desk, F1)) == ("public", "un")


def test_of_one_day_the_part_may_have_come_after_the_answer() -> None:
    desk = build_desk()
    ask(desk)
    reply(desk, "full", TODAY)
    add_finding(desk)
    assert get_refusal(publish, desk, find(desk, SECRET).id).code == "beyond-the-consent"


def test_the_state_consents_again_and_covers_what_came() -> None:
    desk = build_consenting_desk()
    add_finding(desk)
    desk.today = LATER
    assert reply(desk, "full", LATER).outcome == "accepted"
    publish(desk, on=LATER)
    assert find(desk, SECRET).audience == "public"


def test_so_it_may_itself_through_its_mission() -> None:
    desk = build_consenting_desk()
    rename(desk)
    desk.today = LATER
    assert reply(desk, "full", LATER, principal=KENYA).outcome == "accepted"


def test_a_consent_in_part_that_names_the_new_part_covers_it() -> None:
    desk = build_consenting_desk()
    rename(desk)
    reply(desk, "part", TODAY, parts=(R2A,))
    publish(desk, R2A)
    assert audience_of_part(desk, R2A) == "public"


def test_the_same_consent_again_is_refused_where_nothing_came() -> None:
    desk = build_consenting_desk()
    assert get_refusal(reply, desk, "full", TODAY).code == "report-answered-otherwise"


def test_a_part_that_a_correction_keeps_stays_covered() -> None:
    desk = build_consenting_desk()
    desk.notice(
        correction_notice(recommendations=(recommendation("R1", text="[Synthetic] Better."), recommendation("R2")))
    )
    publish(desk)
    assert audience_of_part(desk, R1) == "public"


def test_what_came_later_and_is_no_longer_live_does_not_stop_the_whole() -> None:
    desk = build_consenting_desk()
    add(desk, reference="F1")
    succeed(desk, F1, reference="F2", audience="committee", parties=(KEN,))
    publish(desk)
    assert audience_of_part(desk, R1) == "public"
