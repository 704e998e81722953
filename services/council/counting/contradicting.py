"""Whether figures that were counted earlier may still be shown beside what was shown since (rule 12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from contracts.audiences import Audience
from services.council.counting.breakdowns import may_all_know
from services.council.counting.numbers import Figure
from services.council.counting.shown_before import Numbers, ShownBefore, read_numbers
from services.council.figures.model import Definition
from services.council.populations import CHANGED

EMPTY: Final[tuple[Numbers, ...]] = ((0, 0), (0, None))
"""What a cell shows that has no thing: it tells nothing of what it had."""


def is_contradicted(
    figures: Iterable[Figure],
    marks: Mapping[str, int],
    definitions: Iterable[Definition],
    audience: Audience,
    shown: ShownBefore,
) -> bool:
    """Whether a figure that readers may not know all of differs from what was shown, so that it would tell why.

    `marks`: of what these figures counted (`Tally.mark`).
    """
    visible = {one.id: read_numbers(one) for one in figures if not one.suppressed}
    others = {id_ for id_, numbers in visible.items() if shown.was_otherwise(id_, numbers, marks.get(id_))}
    return any(
        _tells(definition, visible, others)
        for definition in definitions
        if CHANGED in definition.population.columns and not may_all_know(definition.knows, audience)
    )


def _tells(definition: Definition, visible: Mapping[str, Numbers], others: set[str]) -> bool:
    """A total may differ if nothing is broken down beside it."""
    if definition.divides:
        return definition.id in others
    cells = {id_ for id_, numbers in visible.items() if id_.startswith(f"{definition.id}.") and numbers not in EMPTY}
    return bool(cells) and (definition.id in others or not cells.isdisjoint(others))


def is_completed(figures: Iterable[Figure], shown_since: ShownBefore) -> bool:
    """Whether other editions showed since what is hidden here, so that both together may tell what neither does."""
    return any(one.suppressed and shown_since.was_shown(one.id) for one in figures)
