"""What a breakdown may show (rule 12): not a group so small that its members would be recognized. Pure."""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 3
"""Of fewer, whoever knows one member learns about the others."""


def hidden_groups(sizes: Mapping[str, int], total: int) -> frozenset[str]:
    """The groups that are not shown, of those with members: each smaller than three.

    Where the groups add up to the total, subtraction gives the sum of the hidden ones. If they were
    all of one size, that would tell each; so all groups of the next larger size are hidden with them.
    Which groups are hidden depends on sizes alone: the hidden ones could be exchanged for each other,
    and whoever knows the sum, and this rule, does not know which is which.
    """
    present = sorted(set(sizes.values()))
    hidden = {size for size in present if size < FEWEST}
    larger = [size for size in present if size >= FEWEST]
    if len(hidden) == 1 and sum(sizes.values()) == total:
        hidden.update(larger[:1])
    return frozenset(name for name, size in sizes.items() if size in hidden)
