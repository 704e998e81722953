"""Rule 12: what is withheld plus what is shown is the total, and subtraction reveals nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.council.counting.hiding import FEWEST, Things, hidden_cells, is_too_small

pytestmark = pytest.mark.thorough

SIZES = st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 12), min_size=1)


def hidden_groups(sizes: Mapping[str, int], seen: int, withheld: int = 0) -> frozenset[str]:
    """The hidden cells where each thing is of a State of its own, so that sizes alone decide."""
    if sum(sizes.values()) <= seen:
        cells = {name: {f"{name}{n}": 1 for n in range(size)} for name, size in sizes.items()}
        more = {f"more{n}": 1 for n in range(seen - sum(sizes.values()))}
        all_ = {state: 1 for things in cells.values() for state in things} | more
    else:  # cells overlap
        cells = {name: {f"s{n}": 1 for n in range(size)} for name, size in sizes.items()}
        all_ = {f"s{n}": 1 for n in range(seen)}
    return hidden_cells(cells, all_, {f"withheld{n}": 1 for n in range(withheld)})


def keep_shown(sizes: Mapping[str, int], hidden: frozenset[str]) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if name not in hidden}


def consistent(sizes: Mapping[str, int], total: int) -> list[dict[str, int]]:
    """What a reader must hold possible who knows the rule, the total, which groups are hidden and the other sizes."""
    hidden = hidden_groups(sizes, total)
    left = total - sum(keep_shown(sizes, hidden).values())
    names = sorted(hidden)
    possible = []
    for guess in product(range(1, left + 1), repeat=len(names)):
        if sum(guess) == left:
            world = keep_shown(sizes, hidden) | dict(zip(names, guess, strict=True))
            if hidden_groups(world, total) == hidden:
                possible.append(world)
    return possible


@given(SIZES, st.integers(1, 40))
def test_no_group_of_fewer_than_three_is_shown(sizes: dict[str, int], more: int) -> None:
    for total in (sum(sizes.values()), sum(sizes.values()) - more):
        assert all(size >= FEWEST for size in keep_shown(sizes, hidden_groups(sizes, total)).values())


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(1, 6), min_size=2, max_size=5))
def test_subtraction_from_the_total_leaves_every_hidden_group_open(sizes: dict[str, int]) -> None:
    total = sum(sizes.values())
    hidden = hidden_groups(sizes, total)
    if keep_shown(sizes, hidden):
        possible = consistent(sizes, total)
        for name in hidden:
            assert len({world[name] for world in possible}) > 1, name


@given(SIZES)
def test_nothing_is_hidden_without_need(sizes: dict[str, int]) -> None:
    if all(size >= FEWEST for size in sizes.values()):
        assert hidden_groups(sizes, sum(sizes.values())) == frozenset()


@given(SIZES)
def test_of_the_others_those_of_one_size_are_hidden_at_most(sizes: dict[str, int]) -> None:
    hidden = hidden_groups(sizes, sum(sizes.values()))
    assert len({sizes[name] for name in hidden if sizes[name] >= FEWEST}) <= 1


def test_a_single_small_group_hides_those_of_the_next_larger_size() -> None:
    assert hidden_groups({"a": 9, "d": 5, "c": 4, "b": 1}, 19) == {"b", "c"}
    assert hidden_groups({"a": 9, "d": 4, "c": 4, "b": 1}, 18) == {"b", "c", "d"}


def test_small_groups_of_one_size_would_be_told_by_their_sum() -> None:
    assert hidden_groups({"a": 1, "b": 1, "c": 5, "d": 7}, 14) == {"a", "b", "c"}
    assert hidden_groups({"a": 1, "b": 2, "c": 5, "d": 7}, 15) == {"a", "b"}


@given(SIZES, st.integers(1, 40), st.integers(0, 4))
def test_what_a_shown_group_leaves_out_is_nothing_or_three_at_least(
    sizes: dict[str, int], more: int, withheld: int
) -> None:
    for seen in (sum(sizes.values()), sum(sizes.values()) - more):
        for size in keep_shown(sizes, hidden_groups(sizes, seen, withheld)).values():
            assert seen - size <= 0 or seen - size >= FEWEST


@given(SIZES, st.integers(1, 2))
def test_how_one_or_two_withheld_stand_is_not_found_from_groups_that_add_up(sizes: dict[str, int], few: int) -> None:
    hidden = hidden_groups(sizes, sum(sizes.values()), few)
    assert few + sum(sizes[name] for name in hidden) >= FEWEST or len(hidden) == len(sizes)
    assert hidden_groups(sizes, sum(sizes.values()) + 1, few) == hidden_groups(sizes, sum(sizes.values()) + 1)


def test_one_withheld_hides_the_smallest_groups() -> None:
    assert hidden_groups({"a": 9, "b": 5, "c": 5}, 19, 1) == {"b", "c"}
    assert hidden_groups({"a": 9, "b": 5, "c": 5}, 19, 3) == frozenset()


def test_a_theme_that_nearly_all_have_is_hidden_as_those_without_it_would_be_told() -> None:
    assert hidden_groups({"cft": 25, "travel": 10}, 26) == {"cft"}
    assert hidden_groups({"cft": 26, "travel": 10}, 26) == frozenset()
    assert hidden_groups({"cft": 23, "travel": 10}, 26) == frozenset()


def test_groups_that_overlap_hide_no_further_one() -> None:
    assert hidden_groups({"a": 1, "b": 5, "c": 6}, 10) == {"a"}


def test_a_cell_that_was_shown_with_other_things_is_hidden_with_those_of_the_next_size() -> None:
    cells = {name: {f"{name}{n}": 1 for n in range(size)} for name, size in (("a", 9), ("b", 5), ("c", 5), ("d", 7))}
    seen = {state: 1 for things in cells.values() for state in things}
    assert hidden_cells(cells, seen, {}, {"d"}) == {"d", "b", "c"}
    assert hidden_cells(cells, {**seen, "x": 1, "y": 1, "z": 1}, {}, {"d"}) == {"d"}
    assert hidden_cells({**cells, "d": {}}, seen, {}, {"d"}) == frozenset()


# ---- of how many States ----------------------------------------------------------------------

STATES = st.dictionaries(st.sampled_from("uvwxyz"), st.integers(1, 5), min_size=1)
CELLS = st.dictionaries(st.sampled_from("abcdef"), STATES, min_size=1)


def all_of(cells: Mapping[str, Things]) -> dict[str, int]:
    """Each State is in one cell, as each is in one region."""
    return {f"{name}-{state}": number for name, things in cells.items() for state, number in things.items()}


def apart(cells: Mapping[str, Things]) -> dict[str, dict[str, int]]:
    return {name: all_of({name: things}) for name, things in cells.items()}


@given(CELLS)
def test_no_cell_of_fewer_than_three_states_is_shown(cells: dict[str, dict[str, int]]) -> None:
    hidden = hidden_cells(apart(cells), all_of(cells), {})
    assert all(len(things) >= FEWEST for name, things in cells.items() if name not in hidden)


@given(CELLS)
def test_what_is_hidden_together_is_of_three_states_or_nothing_is_shown(cells: dict[str, dict[str, int]]) -> None:
    hidden = hidden_cells(apart(cells), all_of(cells), {})
    together = all_of({name: things for name, things in cells.items() if name in hidden})
    assert not is_too_small(together) or len(hidden) == len(cells)


def test_a_region_of_one_state_takes_the_next_larger_one_with_it() -> None:
    cells = {"africa": {"KEN": 5, "SEN": 5, "NGA": 5}, "asia": {"JOR": 9}, "europe": {"FIN": 4, "SWE": 4, "FRA": 4}}
    everything = {state: number for things in cells.values() for state, number in things.items()}
    assert hidden_cells(cells, everything, {}) == {"asia", "europe"}


def test_what_is_withheld_of_one_state_hides_the_smallest_cell() -> None:
    cells = {"africa": {"KEN": 5, "SEN": 5, "NGA": 5}, "europe": {"FIN": 4, "SWE": 4, "FRA": 4}}
    everything = {state: number for things in cells.values() for state, number in things.items()}
    assert hidden_cells(cells, everything, {"KEN": 9}) == {"europe"}
    assert hidden_cells(cells, everything, {"KEN": 3, "UGA": 3, "TZA": 3}) == frozenset()


def test_a_theme_that_all_but_two_states_have_is_hidden() -> None:
    cells = {"travel": {"KEN": 5, "SEN": 5, "NGA": 5, "FIN": 5}, "cft": {"KEN": 5, "SEN": 5, "NGA": 5}}
    seen = {"KEN": 5, "SEN": 5, "NGA": 5, "FIN": 8, "SWE": 6}
    assert hidden_cells(cells, seen, {}) == {"travel", "cft"}
    assert hidden_cells(cells, seen | {"FRA": 1}, {}) == frozenset()
