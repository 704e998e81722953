"""What a breakdown may show (rule 12): not a group so small that its members would be recognized. Pure."""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 3
"""Of fewer, whoever knows one member learns about the others."""


def hidden_groups(sizes: Mapping[str, int], seen: int, withheld: int = 0) -> frozenset[str]:
    """The groups that are not shown, of those with members: each smaller than three, and what would tell of them.

    `seen`: how many things the readers may see, which are in one or several groups; `withheld`: how
    many more the totals count. Subtraction gives what is in no shown group, in three ways:

    - Where the groups add up to what is seen, it gives the sum of the hidden ones. If they were all of
      one size, that would tell each; so all groups of the next larger size are hidden with them.
    - There, it also gives what is withheld. If that is less than three, and nothing else is hidden, the
      smallest groups are, so that nobody knows how those few stand.
    - A group that leaves out one or two of what is seen tells of these, whatever other groups they are in.

    Which groups are hidden depends on sizes alone: the hidden ones could be exchanged for each other,
    and whoever knows the sum, and this rule, does not know which is which.
    """
    present = sorted(set(sizes.values()))
    hidden = {size for size in present if size < FEWEST or 0 < seen - size < FEWEST}
    if sum(sizes.values()) == seen and (len(hidden) == 1 or (0 < withheld < FEWEST and not hidden)):
        hidden.update([size for size in present if size not in hidden][:1])
    return frozenset(name for name, size in sizes.items() if size in hidden)
