"""What else arrives from outside: about non-Members, about nothing known, or unreadable. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, Final

import orjson

from contracts.catalog import PREFIX
from contracts.cloudevents import STRUCTURED
from contracts.ids import uuid5
from contracts.notices import (
    NoticeAssessmentReceived,
    NoticeProjectRegistered,
    NoticeResponseReceived,
    NoticeVisitPlanned,
)
from simulator.actions import REFUSED, SECRET, Dated, Send, Verdict, a_day, notice
from simulator.actors.assessed import Assessed

SOURCE: Final = "urn:simulated:stranger"
NON_MEMBERS: Final = ("HKG", "TWN", "PSE", "VAT", "COK", "XXX")
UNREADABLE: Final = frozenset[Verdict]({"unreadable"})
NESTED: Final = b"[" * 1_000 + b"]" * 1_000
"""JSON may nest; not like this."""


def strange(random: Random, year: int, states: tuple[str, ...], known: Assessed) -> Iterator[Dated]:
    """Some of each in a year."""
    for number, state in enumerate(random.sample(NON_MEMBERS, 3)):
        yield _some_day(random, year), _about_no_member(random, f"{year}/{number}", state, known)
    for number in range(2):
        yield _some_day(random, year), _about_nothing(random, f"{year}/{number}", random.choice(states))
    for number in range(3):
        yield _some_day(random, year), _broken(random, f"{year}/{number}", known)


def _some_day(random: Random, year: int) -> date:
    return a_day(random, date(year, 1, 3), date(year, 12, 20))


def _about_no_member(random: Random, of: str, state: str, known: Assessed) -> Send:
    if random.random() < 0.5:
        visit = NoticeVisitPlanned(reference=of, body="UNDP", state=state, start=f"{known.told_on:%Y}", synthetic=True)
        return notice("visit to no Member", SOURCE, f"no-member/{of}", visit, REFUSED)
    content = known.submitted(reference=f"no-member/{of}", state=state)
    return notice("assessment of no Member", SOURCE, f"no-member/{of}", content, REFUSED)


def _about_nothing(random: Random, of: str, state: str) -> Send:
    """About what never becomes known: after seven days it is refused."""
    kind, stage, mark = random.randrange(3), "about nothing known", f"nothing/{of}"
    day = date(int(of[:4]), 1, 2)
    if kind == 0:
        received = NoticeAssessmentReceived(reference=mark, state=state, received_by_state_on=day, synthetic=True)
        return notice(stage, SOURCE, mark, received, REFUSED)
    if kind == 1:
        response = NoticeResponseReceived(
            assessment_reference=mark, state=state, received_on=day, positions=(), synthetic=True
        )
        return notice(stage, SOURCE, mark, response, REFUSED)
    project = NoticeProjectRegistered(
        reference=mark, title="Of nothing", lead_body="UNDP", states=(state,), themes=("gender",),
        recommendations=(uuid5("simulated", mark),), status="planned", synthetic=True,
    )  # fmt: skip
    return notice(stage, SOURCE, mark, project, REFUSED)


# ---- unreadable -----------------------------------------------------------------------------


def _broken(random: Random, of: str, known: Assessed) -> Send:
    """Breaks one thing of a good notice."""
    good = notice("unreadable", SOURCE, f"broken/{of}", known.submitted(reference=f"broken/{of}"), UNREADABLE)
    named = dict(good.attributes)
    wrong = orjson.loads(good.data or b"{}") | {"report_date": "2024-02-30", "note": SECRET}
    ways: tuple[dict[str, Any], ...] = (
        {"data": b'{"text": "' + SECRET.encode()},
        {"data": None},
        {"attributes": {name: value for name, value in named.items() if name != "id"}},
        {"attributes": named | {"type": PREFIX + "notice.assessment.submitted.v9"}},
        {"attributes": named | {"type": PREFIX + "assessment.completed.v1"}},
        {"data": NESTED},
        {"problem": "header ce_subject: is not UTF-8"},
        {"data": orjson.dumps(wrong)},
        {"attributes": named | {"content-type": STRUCTURED}, "data": b'{"specversion": "1.0"}'},
    )
    return replace(good, **random.choice(ways))
