"""Builds council's events about an edition, for its own topic and for the audiences that may have it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from contracts.audiences import at_or_narrower, name_released_topic
from contracts.base import EventData
from contracts.council import ReportCorrected, ReportPublished, ReportReissued, ReportWithdrawn
from contracts.released import ReleasedReport, ReleasedWithdrawn
from services.council.editions.model import Edition
from shared.engine.rules import Emit


def build_published_event(edition: Edition) -> Emit:
    """The event that the edition is published."""
    return _emit(edition, ReportPublished(**_fields_of(edition, edition.published_on)))


def build_corrected_event(edition: Edition) -> Emit:
    """The event that the edition takes the place of an earlier one."""
    fields = _fields_of(edition, edition.published_on)
    return _emit(edition, ReportCorrected(**fields, corrects=edition.corrects or "", reason=edition.reason or ""))


def build_reissued_event(edition: Edition, today: date) -> Emit:
    """The event that its readers get it in another form from now on."""
    fields = _fields_of(edition, today) | {"digest": f"sha-256:{edition.served_digest}"}
    return _emit(edition, ReportReissued(**fields, reissue=edition.reissue))


def build_withdrawn_event(edition: Edition, on: date, reason: str, document: str) -> Emit:
    """The event that it is served to nobody but the Committee from now on."""
    return _emit(edition, ReportWithdrawn(**_fields_of(edition, on), reason=reason, document=document))


def release_to_all(edition: Edition, today: date) -> Iterator[Emit]:
    """Tells every audience that may have it where it is, in the form in which that audience gets it."""
    copy = ReleasedReport(
        released_on=today,
        synthetic=edition.synthetic,
        edition_id=edition.id,
        report=edition.report,
        title=edition.title,
        year=None if edition.thing else edition.year,
        state=edition.state,
        edition=edition.edition,
        cut_off=edition.cut_off,
        freeze=edition.frozen_at,
        path=edition.path,
        corrects=edition.corrects,
        reissue=edition.reissue or None,
        digest=f"sha-256:{edition.served_digest}",
        symbol=edition.symbol,
    )
    yield from _emit_to_all(edition, copy)


def withdraw_from_all(
    edition: Edition, today: date, because: Literal["narrowed", "withdrawn"] = "narrowed"
) -> Iterator[Emit]:
    """Tells all who have it that it was withdrawn, or that fewer may see what it showed and get another form."""
    gone = ReleasedWithdrawn(
        released_on=today,
        synthetic=edition.synthetic,
        of="report",
        id=edition.id,
        state=edition.state,
        because=because,
    )
    yield from _emit_to_all(edition, gone)


def _fields_of(edition: Edition, on: date) -> dict[str, Any]:
    return {
        "occurred_on": on,
        "synthetic": edition.synthetic,
        "edition_id": edition.id,
        "report": edition.report,
        "title": edition.title,
        "year": None if edition.thing else edition.year,
        "state": edition.state,
        "thing": edition.thing or None,
        "edition": edition.edition,
        "audience": edition.audience,
        "parties": edition.parties,
        "cut_off": edition.cut_off,
        "freeze": edition.frozen_at,
        "path": edition.path,
        "digest": f"sha-256:{edition.digest}",
        "transmitted_to": edition.transmitted_to or None,
        "symbol": edition.symbol,
    }


def _emit(edition: Edition, data: EventData) -> Emit:
    return Emit(data, edition.state or edition.id)


def _emit_to_all(edition: Edition, data: EventData) -> Iterator[Emit]:
    for audience in at_or_narrower(edition.audience):
        yield Emit(data, edition.state or edition.id, audience, topic=name_released_topic(audience))
