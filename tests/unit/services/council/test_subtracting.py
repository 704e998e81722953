"""Rule 12: the shown cells of all breakdowns together tell of no few things, however they are added and subtracted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.council.counting import subtracting
from services.council.counting.hiding import is_too_small
from services.council.counting.subtracting import Groups, find_telling

pytestmark = pytest.mark.thorough

Thing = tuple[frozenset[str], str]
"""The cells that it is in, and its State."""
STATES = [f"state {number}" for number in range(20)]
THINGS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(["theme.a", "theme.b", "theme.c", "theme.d"]), max_size=2),
        st.sampled_from(["region.n", "region.s"]),
        st.sampled_from(["priority.high", "priority.low"]),
        st.sampled_from("ABCDEF"),
    ).map(lambda one: (frozenset({*one[0], one[1], one[2], "all"}), one[3])),
    min_size=1,
    max_size=24,
)


def group(things: Iterable[Thing]) -> Groups:
    """As they are counted: those in the same cells together, by State."""
    groups: dict[frozenset[str], dict[str, int]] = {}
    for cells, state in things:
        by_state = groups.setdefault(cells, {})
        by_state[state] = by_state.get(state, 0) + 1
    return tuple((cells, tuple(by_state.items())) for cells, by_state in groups.items())


def measure(things: Iterable[Thing]) -> dict[str, int]:
    """The size of each cell but that of all."""
    sizes: dict[str, int] = {}
    for cells, _ in things:
        for cell in cells - {"all"}:
            sizes[cell] = sizes.get(cell, 0) + 1
    return sizes


def find_hidden(things: Sequence[Thing], hidden: Set[str] = frozenset()) -> frozenset[str]:
    sizes = measure(things)
    shown = sorted(sizes.keys() - hidden, key=lambda cell: (-sizes[cell], cell))
    return find_telling(group(things), tuple(shown), ("all",))


def rank(rows: Sequence[Sequence[int]]) -> int:
    """How many of the rows do not follow from the others."""
    left = [[Fraction(number) for number in row] for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is not None:
            found += 1
            left.remove(pivot)
            left = [[a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in left]
    return found


def count_sums(few: Set[int], things: Sequence[Thing], cells: Iterable[str]) -> int:
    """How many sums of cells are of these things alone: without their columns, so many fewer rows are independent."""
    rows = [[int(cell in of) for of, _ in things] for cell in cells]
    rest = [[number for at, number in enumerate(row) if at not in few] for row in rows]
    return rank(rows) - rank(rest)


def is_told(things: Sequence[Thing], cells: Set[str]) -> bool:
    """Whether these cells tell more of few things than the total does, which is always stated."""
    few = [one for one in list_few(things, cells) if one]
    return any(count_sums(one, things, cells) > count_sums(one, things, {"all"}) for one in few)


def list_few(things: Sequence[Thing], cells: Set[str]) -> list[set[int]]:
    """For each two States, the things that nobody can tell from others than theirs."""
    alike: Mapping[frozenset[str], set[int]] = {
        of & cells: {at for at, (others, _) in enumerate(things) if others & cells == of & cells} for of, _ in things
    }
    pairs = [set(pair) for pair in combinations("ABCDEF", 2)]
    return [
        set().union(*(group for group in alike.values() if {things[at][1] for at in group} <= pair)) for pair in pairs
    ]


@given(THINGS)
def test_what_is_shown_tells_of_nothing_of_one_or_two_states(things: list[Thing]) -> None:
    shown = (measure(things).keys() | {"all"}) - find_hidden(things)
    assert not is_told(things, shown)


@given(THINGS)
def test_nothing_is_hidden_without_need(things: list[Thing]) -> None:
    hidden = find_hidden(things)
    shown = (measure(things).keys() | {"all"}) - hidden
    assert all(is_told(things, shown | {cell}) for cell in hidden)


def spread(cells: Set[str], states: str) -> list[Thing]:
    """A thing of each of these States, all in the same cells."""
    return [(frozenset({*cells, "all"}), state) for state in states]


def test_a_priority_less_a_theme_may_be_one_recommendation() -> None:
    things = [
        *spread({"theme.aviation", "priority.low"}, "ABC"),
        *spread({"theme.travel", "priority.low"}, "D"),
        *spread({"theme.travel", "priority.high"}, "ABCDEF"),
    ]
    assert find_hidden(things) == {"priority.low", "priority.high"}
    assert find_hidden(things[:3] + things[4:]) == frozenset()


def test_all_less_several_themes_may_be_one_recommendation() -> None:
    """Though one is of two themes, so that the themes do not add up to all."""
    things = [
        *spread({"theme.travel"}, "ABCDE"),
        *spread({"theme.travel", "theme.ict"}, "F"),
        *spread({"theme.ict"}, "F"),
    ]
    assert is_too_small({"F": 2})
    assert "theme.travel" in find_hidden(things, hidden={"theme.ict"})


def test_what_readers_know_already_is_subtracted_too() -> None:
    things = [*spread({"theme.a", "region.n"}, "ABC"), *spread({"region.n"}, "D"), *spread(set(), "ABCDEF")]
    assert find_telling(group(things), ("region.n",), ("all", "theme.a")) == {"region.n"}
    assert find_telling(group(things), ("region.n",), ("all",)) == frozenset()


def test_the_work_grows_with_the_cells_and_not_with_the_pairs_of_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred recommendations, each with themes of its own, took 1.5 s; five hundred fit into one report."""
    draw, themes, wide = Random(1), [f"theme.{number}" for number in range(25)], 0
    things = [
        (frozenset({"all", *draw.sample(themes, draw.randrange(1, 25))}), draw.choice(STATES)) for _ in range(200)
    ]
    reduce = subtracting._reduce

    def count(rows: Sequence[list[int]]) -> dict[int, list[int]]:
        nonlocal wide
        wide += any(len(row) > len(things) / 2 for row in rows)
        return reduce(rows)

    monkeypatch.setattr(subtracting, "_reduce", count)
    find_telling.cache_clear()
    find_hidden(things)
    assert 0 < wide < 3 * len(themes)
