"""What a breakdown may show (rule 12): not a group so small that its members would be recognized. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

FEWEST = 3
"""Of fewer, whoever knows one member learns about the others."""


def hidden_groups(sizes: Mapping[str, int], total: int) -> frozenset[str]:
    """The groups that are not shown, of those with members.

    Each smaller than three; and, where the groups add up to the total, as many of the next larger
    ones (of several, the first by name) as it takes until subtraction no longer reveals any.
    """
    by_size = sorted((size, name) for name, size in sizes.items())
    hidden = {name for size, name in by_size if size < FEWEST}
    if sum(sizes.values()) == total:
        for _, name in by_size:
            if not revealed([sizes[one] for one in hidden]):
                break
            hidden.add(name)
    return frozenset(hidden)


def revealed(hidden: Collection[int]) -> bool:
    """Whether somebody who knows the sum of these sizes, and the rule, knows each of them.

    So it is with a single one, and where the sum leaves no choice: as many as there are groups, so
    that each has one; or, of more than two, twice as many, since no larger one is hidden among them.
    """
    if len(hidden) == 1:
        return True
    all_small = all(size < FEWEST for size in hidden)
    at_most = len(hidden) > 2 and sum(hidden) == (FEWEST - 1) * len(hidden)
    return bool(hidden) and (sum(hidden) == len(hidden) or (all_small and at_most))
