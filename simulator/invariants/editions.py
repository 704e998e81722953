"""Invariants of the editions of reports, as they were published and as they are served. Each says what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.audiences import at_or_narrower
from simulator.invariants.counted import of_visits, visits_by
from simulator.invariants.look import Look
from simulator.invariants.shelf import Shown

BROKEN_DOWN: Final = {
    "annual": ("implemented", "assessed.region."),
    "followup": ("assessed", "assessed.priority."),
    "briefing": ("taken_up", "taken_up.pillar."),
}
"""Of reports that withhold things of one sort: the total of these, and groups of which each is in one (rule 14)."""
SMALL_GROUPS: Final = {"annual": ("assessed.region.", "assessed.theme."), "thematic": ("assessed.theme.",)}
FEWEST: Final = 3
OF_THE_COMMITTEE: Final = ("review", "programme", "schedule", "followup")
"""Reports from whose readers nothing is withheld that they count."""


def what_is_withheld_and_what_is_shown_is_the_total(look: Look) -> Iterator[str]:
    """In every edition and reissue, as far as its tables show their groups (rule 12)."""
    for key in look.shelf.new:
        shown = look.shelf.shown[key]
        if shown.report in OF_THE_COMMITTEE and shown.withheld:
            yield f"edition {key} withholds {shown.withheld} from whom nothing is withheld"
        for what in _sums(shown):
            yield f"edition {key}: {what}"


def _sums(shown: Shown) -> Iterator[str]:
    if shown.report in BROKEN_DOWN:
        yield from _of_one_sort(shown, *BROKEN_DOWN[shown.report])
    bounds = {"joint": _joint, "thematic": _thematic}.get(shown.report)
    if bounds is not None:
        fewest, most = bounds(shown)
        if not fewest <= shown.withheld <= most:
            yield f"{shown.withheld} are withheld, which must be {fewest} to {most}"


def _of_one_sort(shown: Shown, total: str, group: str) -> Iterator[str]:
    whole, groups = shown.figures[total][1] or 0, [numbers[1] for numbers in shown.of(group)]
    seen, hidden = sum(one for one in groups if one is not None), groups.count(None)
    left = whole - shown.withheld - seen
    if (left != 0) if not hidden else (left < hidden):
        yield f"{whole} in all, {shown.withheld} withheld, {seen} shown, {hidden} hidden"
    if hidden == 1 and len(groups) > 1:
        yield "what is hidden in one group, the others tell"


def _joint(shown: Shown) -> tuple[int, int]:
    """All steps that are not listed by owner are withheld; of the needs, between none and all."""
    listed = sum(one or 0 for _, one in shown.of("steps_done.owner."))
    steps, needs = shown.figures["steps_done"][1] or 0, shown.figures["taken_up"][1] or 0
    return steps - listed, steps - listed + needs


def _thematic(shown: Shown) -> tuple[int, int]:
    """All findings that are shown neither by provision nor as other ones, unless groups are hidden; and all else."""
    findings, other, live = (shown.figures[one][0] or 0 for one in ("findings", "findings_other", "recommendations"))
    provisions = [one for id_, (one, _) in shown.figures.items() if _of_a_provision(id_)]
    fewest = 0 if None in provisions else findings - other - sum(one or 0 for one in provisions)
    return max(fewest, 0), findings - other + live


def _of_a_provision(id_: str) -> bool:
    return id_.startswith("states_assessed.") and ".region." not in id_


def no_edition_shows_a_group_under_three(look: Look) -> Iterator[str]:
    """Of recommendations, where others than the Committee read it: one would tell of the other (rule 12)."""
    for key in look.shelf.new:
        shown = look.shelf.shown[key]
        for group in SMALL_GROUPS.get(shown.report, ()):
            for id_, (_, size) in shown.figures.items():
                if id_.startswith(group) and size is not None and 0 < size < FEWEST:
                    yield f"edition {key}: {id_} is of {size}"


def a_reissue_changes_no_total(look: Look) -> Iterator[str]:
    """Content is as of the freeze; disclosure, as of serving: totals count what is withheld (rule 11)."""
    for key in look.shelf.new:
        edition = key.split("/reissue/")[0]
        if edition in look.behind:
            continue  # council had yet to read what others had recorded by the freeze
        if look.shelf.shown[key].totals != look.shelf.shown[edition].totals:
            yield f"edition {key} has other totals than the one that it redacts"


def what_was_published_stands(look: Look) -> Iterator[str]:
    """Byte for byte, whatever became known since: that is an adjustment, or a corrected edition (rule 11)."""
    there = {row["id"]: row["digest"] for row in look.tables["documents"]}
    for key, shown in look.shelf.shown.items():
        if there.get(key) != shown.digest:
            yield f"edition {key} is not what it was"


def every_edition_counts_a_visit_once(look: Look) -> Iterator[str]:
    """Each with all its components, in the year in which the last one ended, as known at the freeze (rule 13)."""
    for key in look.shelf.new:
        shown = look.shelf.shown[key]
        if shown.report != "annual" or key.split("/reissue/")[0] in look.behind:
            continue
        counted = of_visits(visits_by(look.history, shown.freeze), f"{shown.year}-01-01", shown.cut_off)
        for unit, number in counted.items():
            if shown.figures[unit][0] != number:
                yield f"edition {key}: {unit} are {shown.figures[unit][0]}, told {number}"


def every_edition_is_with_its_readers_unless_it_showed_too_much(look: Look) -> Iterator[str]:
    """What was narrowed since is counted again before anybody but the Committee has the edition (rule 11)."""
    for row in look.tables["editions"]:
        for audience in at_or_narrower(row["audience"]):
            if audience != "committee":
                has = row["id"] in look.history.released.get(audience, {})
                if has == (row["narrowings"] > row["settled"]):
                    yield f"edition {row['id']}, {row['narrowings']} times narrowed: {audience} has it: {has}"


INVARIANTS: Final = (
    what_is_withheld_and_what_is_shown_is_the_total,
    no_edition_shows_a_group_under_three,
    a_reissue_changes_no_total,
    what_was_published_stands,
    every_edition_counts_a_visit_once,
    every_edition_is_with_its_readers_unless_it_showed_too_much,
)
