"""Why a line of a file was rejected: what happened, by which rule and paragraph, and where."""

from __future__ import annotations

import pytest

from shared.engine.imports.files import describe_refusal
from shared.engine.refusal import Refusal


class OfNeither(Refusal):
    """It cannot be."""


class OfAParagraph(Refusal):
    """It cannot be."""

    paragraph = "OP4"


class OfBoth(OfAParagraph):
    """It cannot be."""

    rule = "2"


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (OfNeither(), "It cannot be."),
        (OfNeither("Here it is.", fields=("start",)), "It cannot be. Here it is. (start)"),
        (OfAParagraph(), "It cannot be. (OP4)"),
        (OfAParagraph(fields=("recommendations",)), "It cannot be. (OP4; recommendations)"),
        (OfBoth(fields=("start", "end")), "It cannot be. (rule 2, OP4; start, end)"),
    ],
)
def test_the_reason_of_a_line_names_rule_paragraph_and_fields(refusal: Refusal, reason: str) -> None:
    assert describe_refusal(refusal) == reason
