"""A transmitted edition is withdrawn: it answers 410 from then on, and its readers are told (rule 11). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contracts.vocabulary import Day, Line, Text
from services.council.editions.events import build_withdrawn_event, withdraw_from_all
from services.council.editions.model import EDITIONS, Asked
from services.council.words.catalogue import ENGLISH
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put, Refusal
from shared.engine.time.days import check_not_ahead


class EditionWithdrawn(Refusal):
    """This edition was withdrawn."""

    rule = "11"
    status = 410


class WithdrawnBeforeTransmission(Refusal):
    """The edition was transmitted later than this day, so that it cannot have been withdrawn then."""

    rule = "11"
    status = 422


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An edition is withdrawn."""

    reason: Text
    """Why; the Committee's alone."""
    document: Line
    """What shows the decision: `DRAFT/...`."""
    edition: int | None = None
    """Its number; if left out, the last one."""
    withdrawn_on: Day | None = None
    """Absent: today."""


@dataclass(frozen=True, slots=True)
class WithdrawEdition:
    """Nobody but the Committee is served this edition any more."""

    asked: Asked
    given: Withdrawal


def needs_of_withdrawal(command: Command[WithdrawEdition]) -> Iterable[Need]:
    """The editions of the series."""
    return (Need(EDITIONS, command.data.asked.series, by="series"),)


def withdraw_edition(command: Command[WithdrawEdition], known: Known, context: Context) -> Iterator[Change]:
    """What it met stays met, for it was transmitted. The same again is refused."""
    asked, given = command.data.asked, command.data.given
    standing = known.all(EDITIONS, "series", asked.series)
    edition = replace(asked, edition=given.edition).of(standing) or max(
        standing, key=lambda one: one.edition, default=None
    )
    if edition is None or given.edition not in (None, edition.edition):
        raise NotFound
    if edition.withdrawn_on is not None:
        raise EditionWithdrawn(f"That was on {ENGLISH.day(edition.withdrawn_on)}.")
    withdrawn_on = given.withdrawn_on or context.today
    check_not_ahead(context.today, withdrawn_on=withdrawn_on)
    if withdrawn_on < edition.published_on:
        raise WithdrawnBeforeTransmission(fields=("withdrawn_on",))
    edition = replace(edition, withdrawn_on=withdrawn_on, withdrawn_because=given.reason)
    yield Put(EDITIONS, edition)
    yield build_withdrawn_event(edition, withdrawn_on, given.reason, given.document)
    if not edition.pending:  # what is to be counted again was taken from them before (rule 11)
        yield from withdraw_from_all(edition, context.today, "withdrawn")
    yield Answer({"id": edition.id, "edition": edition.edition, "withdrawn_on": withdrawn_on})
