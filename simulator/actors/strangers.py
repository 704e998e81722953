"""Other notices from outside: about non-Members, about unknown things, or unreadable. Pure."""

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
from simulator.actors.assessed import InventedAssessment

SOURCE: Final = "urn:simulated:stranger"
NON_MEMBERS: Final = ("HKG", "TWN", "PSE", "VAT", "COK", "XXX")
UNREADABLE: Final = frozenset[Verdict]({"unreadable"})
NESTED: Final = b"[" * 1_000 + b"]" * 1_000
"""JSON that nests too deeply."""


def strange(random: Random, year: int, states: tuple[str, ...], assessment: InventedAssessment) -> Iterator[Dated]:
    """A year of such notices."""
    for number, state in enumerate(random.sample(NON_MEMBERS, 3)):
        yield _some_day(random, year), _about_no_member(random, f"{year}/{number}", state, assessment)
    for number in range(2):
        yield _some_day(random, year), _about_nothing(random, f"{year}/{number}", random.choice(states))
    for number in range(3):
        yield _some_day(random, year), _break_notice(random, f"{year}/{number}", assessment)


def _some_day(random: Random, year: int) -> date:
    return a_day(random, date(year, 1, 3), date(year, 12, 20))


def _about_no_member(random: Random, of: str, state: str, assessment: InventedAssessment) -> Send:
    if random.random() < 0.5:
        visit = NoticeVisitPlanned(
            reference=of, body="UNDP", state=state, start=f"{assessment.told_on:%Y}", synthetic=True
        )
        return notice("visit to no Member", SOURCE, f"no-member/{of}", visit, REFUSED)
    content = assessment.build_submission(reference=f"no-member/{of}", state=state)
    return notice("assessment of no Member", SOURCE, f"no-member/{of}", content, REFUSED)


def _about_nothing(random: Random, of: str, state: str) -> Send:
    """A notice about something that never becomes known. It is refused after seven days."""
    kind, stage, mark = random.randrange(3), "about nothing known", f"nothing/{of}"
    day = date(int(of[:4]), 1, 2)
    if kind == 0:
        data = NoticeAssessmentReceived(reference=mark, state=state, received_by_state_on=day, synthetic=True)
        return notice(stage, SOURCE, mark, data, REFUSED)
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


def _break_notice(random: Random, of: str, assessment: InventedAssessment) -> Send:
    """A good notice with one thing broken."""
    good = notice(
        "unreadable", SOURCE, f"broken/{of}", assessment.build_submission(reference=f"broken/{of}"), UNREADABLE
    )
    attributes = dict(good.attributes)
    wrong = orjson.loads(good.data or b"{}") | {"report_date": "2024-02-30", "note": SECRET}
    ways: tuple[dict[str, Any], ...] = (
        {"data": b'{"text": "' + SECRET.encode()},
        {"data": None},
        {"attributes": {name: value for name, value in attributes.items() if name != "id"}},
        {"attributes": attributes | {"type": PREFIX + "notice.assessment.submitted.v9"}},
        {"attributes": attributes | {"type": PREFIX + "assessment.completed.v1"}},
        {"data": NESTED},
        {"problem": "header ce_subject: is not UTF-8"},
        {"data": orjson.dumps(wrong)},
        {"attributes": attributes | {"content-type": STRUCTURED}, "data": b'{"specversion": "1.0"}'},
    )
    return replace(good, **random.choice(ways))
