"""Receipts for each sending of a notice, in order: the owner's answer first, then those to repeated sendings. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from contracts.exchange import ReceiptAccepted, ReceiptRefused
from contracts.notices import NoticeData
from services.exchange.notices.model import NOTICES, SentNotice
from services.exchange.receipts.model import Receipt, receipt_subject
from shared.engine.rules import Change, Context, Emit, Put, Refusal

NEW_IN_PARTS: Final = frozenset({"capacity", "assistance_needed", "shortfall", "good_practice"})
"""Fields that findings and positions have got since release 0.1.0, whose rows have digests without them."""


class KnownWithOtherContent(Refusal):
    """This notice was sent before with other content, which stands: send what changed under a new id."""


def build_earlier_answer(row: SentNotice, notice: NoticeData, now: datetime) -> Receipt | None:
    """The answer to a sending with this content, if the last sending had other content; None: not answered yet.

    While nothing of it was taken in, all its sendings have the same answer.
    """
    if not row.content:
        return row.last
    if differing := find_differing_fields(row, notice):
        refusal = KnownWithOtherContent(fields=differing)
        return Receipt("refused", now, reason=refusal.sentence, code=refusal.code, fields=differing)
    return row.standing


def answer_in_turn(row: SentNotice, receipt: Receipt) -> Iterable[Change]:
    """Answers a repeated sending; but after the owner's answer to the first one."""
    if row.standing is None and row.content:
        last = None if receipt.status == "waiting" else receipt
        # While all sendings are the same, the owner's answer is the answer to all of them.
        waiting = (*row.deferred, receipt) if row.deferred or last else ()
        yield Put(NOTICES, replace(row, last=last, deferred=waiting))
    else:
        yield from answer_notice(row, _repeat_decision(row.standing, receipt))


def answer_all(row: SentNotice, receipt: Receipt) -> Iterable[Change]:
    """Sends the owner's answer, and then the answers to later sendings. An earlier `last` stays."""
    yield from _emit_receipt(row, receipt)
    last = row.last or receipt
    for later in row.deferred:
        answer = _repeat_decision(receipt, replace(later, at=receipt.at))
        yield from _emit_receipt(row, answer)
        last = row.last or answer
    yield Put(NOTICES, replace(row, standing=receipt, last=last, deferred=()))


def _repeat_decision(standing: Receipt | None, receipt: Receipt) -> Receipt:
    """The receipt; for a repeated sending, the decision with the outcome `unchanged` if it was accepted."""
    if receipt.status != "waiting" or standing is None:
        return receipt
    return replace(standing, at=receipt.at, outcome="unchanged" if standing.status == "accepted" else None)


def answer_notice(row: SentNotice, receipt: Receipt, stands: bool = False) -> Iterable[Change]:
    """Keeps and sends a receipt. It `stands` if it answers the notice itself and not a repeated sending."""
    yield Put(NOTICES, replace(row, last=receipt, standing=receipt if stands else row.standing))
    yield from _emit_receipt(row, receipt)


def build_refusal(refusal: Refusal, context: Context) -> Receipt:
    """The receipt that says no, with the rule's sentence and code."""
    return Receipt(
        "refused",
        context.now,
        reason=refusal.sentence,
        code=refusal.code,
        rule=refusal.rule,
        paragraph=refusal.paragraph,
        fields=refusal.fields,
    )


def _emit_receipt(row: SentNotice, receipt: Receipt) -> Iterable[Emit]:
    whose = {"source": row.source, "id": row.notice_id, "notice_type": row.notice_type}
    if receipt.status == "accepted":
        acceptance = ReceiptAccepted(**whose, outcome=receipt.outcome or "accepted", caused=receipt.caused)
        yield Emit(acceptance, receipt_subject(row.source), audience="partners")
        return
    refusal = ReceiptRefused(
        **whose,
        reason=receipt.reason,
        code=receipt.code or None,
        rule=receipt.rule or None,
        paragraph=receipt.paragraph or None,
        fields=receipt.fields,
    )
    yield Emit(refusal, receipt_subject(row.source), audience="partners")


# ---- what a repeated sending says ------------------------------------------------------------


def digest_fields(notice: NoticeData) -> dict[str, str]:
    """A digest of each field that says more than its default, so that a contract may grow. The type is among them."""
    type_ = notice.model_dump(mode="json", include={"notice_type"})
    said = type_ | notice.model_dump(mode="json", exclude_defaults=True)
    return {name: _digest(value) for name, value in said.items()}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def find_differing_fields(row: SentNotice, notice: NoticeData) -> tuple[str, ...]:
    """The names of the fields that differ from the row.

    Rows of the last release have a digest of each field that there was, its default too.
    """
    said, whole = digest_fields(notice), notice.model_dump(mode="json")
    same = {name: (said.get(name), _digest(value), _digest(_as_before(value))) for name, value in whole.items()}
    return tuple(sorted(name for name, digests in same.items() if row.content.get(name) not in digests))


def _as_before(value: Any) -> Any:
    """The value as the last release wrote it: the parts of its lists without what it did not have."""
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        return value
    return [{name: one for name, one in part.items() if one is not None or name not in NEW_IN_PARTS} for part in value]
