"""Events of the exchange service: notices handed on to their owners, and receipts for their senders."""

from __future__ import annotations

from contracts.audiences import Audience
from contracts.base import EventData
from contracts.notices import AnsweredNotice, Notice
from contracts.vocabulary import FieldNames, Id, Ids, Line, Outcome, Parties, Source, Text


class NoticeTakenIn(EventData):
    """A notice from another system that keeps its contract, for its owner to judge."""

    type = "notice.taken_in.v1"
    topic = "ctc.exchange"

    source: Source
    id: Id
    """The notice's CloudEvents id; with `source`, its identity."""
    notice: Notice
    reads: Audience | None = None
    """The audience whose things the sender may read; absent where nobody said: the United Nations system."""
    parties: Parties = ()
    """Of the sender, each one reader more: what it cites and may not read is unknown to it."""


class ReceiptAccepted(AnsweredNotice):
    """The notice was accepted, or was already in effect."""

    type = "receipt.accepted.v1"
    topic = "ctc.receipts"

    outcome: Outcome
    caused: Ids = ()
    """Ids of the things that the notice made or changed."""


class ReceiptRefused(AnsweredNotice):
    """The notice was understood, and a rule says no."""

    type = "receipt.refused.v1"
    topic = "ctc.receipts"

    reason: Text
    code: Line | None = None
    rule: Line | None = None
    paragraph: Line | None = None
    fields: FieldNames = ()
    """Names of the fields that contradict what is known; never their values."""


class ReceiptUnreadable(EventData):
    """The notice could not be read. Send it again after repair, under the same id."""

    type = "receipt.unreadable.v1"
    topic = "ctc.receipts"

    source: Source | None = None
    """Absent if the source could not be read."""
    id: Id | None = None
    notice_type: Line | None = None
    reason: Text
    """Everything that is wrong, in words. It never contains values of fields."""
    code: Line | None = None
    """For programs: `envelope`, `not-json`, `too-large`, `unknown-type`, `contract-broken` or `unknown-field`."""
    fields: FieldNames = ()
    """What to correct, such as `recommendations[0].priority`."""


EVENTS = (NoticeTakenIn, ReceiptAccepted, ReceiptRefused, ReceiptUnreadable)
