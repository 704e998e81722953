"""The commands on editions, and the rule of each. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.council.editions.correcting import CorrectEdition, correct_edition, needs_last
from services.council.editions.publishing import PublishEdition, needs_series, publish_edition
from services.council.editions.reissuing import ReissueEdition, needs_documents, reissue_edition
from shared.engine.rules import Rule

COMMANDS: Mapping[type, Rule[Any]] = {
    PublishEdition: Rule(needs_series, publish_edition),
    CorrectEdition: Rule(needs_last, correct_edition),
    ReissueEdition: Rule(needs_documents, reissue_edition),
}
