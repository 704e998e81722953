"""The rules of all commands on drafts. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.council.drafts.commands import AddWords, MakeDraft, add_words, make_draft, needs_of_draft, needs_of_words
from services.council.drafts.deciding import (
    AdoptDraft,
    AgreeOnDraft,
    OpenConsideration,
    RecordObjection,
    adopt_draft,
    agree_on_draft,
    needs_of_step,
    open_consideration,
    record_objection,
)
from services.council.drafts.schedule import SkipScheduledDraft, needs_skipped, skip_scheduled_draft
from services.council.drafts.transmitting import TransmitDraft, needs_of_transmission, transmit_draft
from shared.engine.rules import Rule

COMMANDS: Final[Mapping[type, Rule[Any]]] = {
    MakeDraft: Rule(needs_of_draft, make_draft),
    AddWords: Rule(needs_of_words, add_words),
    OpenConsideration: Rule(needs_of_step, open_consideration),
    RecordObjection: Rule(needs_of_step, record_objection),
    AgreeOnDraft: Rule(needs_of_step, agree_on_draft),
    AdoptDraft: Rule(needs_of_step, adopt_draft),
    SkipScheduledDraft: Rule(needs_skipped, skip_scheduled_draft),
    TransmitDraft: Rule(needs_of_transmission, transmit_draft),
}
