"""What is on record of a State's consent to a visit is put right (rule 4, OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from contracts.corrections import Replaced
from contracts.vocabulary import Day, Text
from services.assessments.consents.model import CONSENTS, Consent
from services.assessments.consents.rules import find_last_day, tell_consent
from services.assessments.names import TOPIC
from services.assessments.programmes.model import PROGRAMMES
from services.assessments.programmes.rules import check_in_year
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.finding import find_row
from shared.engine.rules import Change, Context, Known, Need, Put


def _needs(key: str, programme: str) -> Iterator[Need]:
    """The list from which the State was asked, and the consent."""
    yield Need(PROGRAMMES, programme)
    yield Need(CONSENTS, key)


def _order(consent: Consent, known: Known) -> Iterator[Days]:
    programme = find_row(PROGRAMMES, consent.programme_id, known)
    answers = ((f"answers.{place}.answered_on", one.answered_on) for place, one in enumerate(consent.answers))
    yield ("adopted_on", programme.adopted_on), ("asked_on", consent.asked_on), *answers


def _list_replaced(consent: Consent, _path: str, _known: Known) -> Iterator[Replaced]:
    for name in ("asked", "given", "declined", "lapsed"):
        yield Replaced(type=f"consent.{name}.v1", id=consent.id)


def _apply(_before: Consent, after: Consent, _known: Known, context: Context) -> Iterator[Change]:
    """An answer may now be in time, or late: then it was not answered by the end of the list's year."""
    check_in_year(after.year, "value", after.asked_on)
    last_day = find_last_day(after)
    in_time = any(one.answered_on <= last_day for one in after.answers)
    lapsed_on = None if in_time or context.today <= last_day else last_day
    status = after.last_answer.answer if after.last_answer else after.status
    after = replace(after, lapsed_on=lapsed_on, status=status)
    yield Put(CONSENTS, after)
    yield from tell_consent(after)


CORRECTABLE: Correctable[Consent] = Correctable(
    name="consent",
    table=CONSENTS,
    topic=TOPIC,
    paragraph="OP12",
    fields={
        "asked_on": Day,
        "answers.*.answered_on": Day,
        "answers.*.answer": Literal["given", "declined"],
        "answers.*.reason": Text | None,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda consent, _: Whose(consent.state),
    subject=lambda consent: consent.state,
    parent=lambda consent: consent.programme_id,
)
