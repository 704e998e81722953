"""Invariants of the editions of reports, as they were published and as they are served. Each returns what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from contracts.audiences import at_or_narrower
from services.council.drafts.model import OPEN
from simulator.invariants.counted import count_visits, visits_by
from simulator.invariants.look import Look
from simulator.invariants.shelf import ShownEdition

BROKEN_DOWN: Final = {
    "annual": ("implemented", "assessed.region."),
    "followup": ("assessed", "assessed.priority."),
    "briefing": ("taken_up", "taken_up.pillar."),
}
"""For reports that withhold things of one sort: their total, and the groups that partition them (rule 14)."""
SMALL_GROUPS: Final = {
    "annual": ("assessed.region.", "assessed.theme.", "assessed.priority."),
    "thematic": ("assessed.theme.",),
}
FEWEST: Final = 3
NOT_SHOWN: Final = (None, None)
EMPTY: Final = (0, 0)
OF_THE_COMMITTEE: Final = ("review", "programme", "schedule", "followup")
"""Reports that withhold nothing from their readers."""


def what_is_withheld_and_what_is_shown_is_the_total(look: Look) -> Iterator[str]:
    """In every edition and reissue, as far as its tables show groups (rule 12)."""
    for key in look.shelf.new:
        edition = look.shelf.editions[key]
        if edition.report in OF_THE_COMMITTEE and edition.withheld:
            yield f"edition {key} withholds {edition.withheld} from whom nothing is withheld"
        for what in _sums(edition):
            yield f"edition {key}: {what}"


def _sums(edition: ShownEdition) -> Iterator[str]:
    if edition.report in BROKEN_DOWN:
        yield from _of_one_sort(edition, *BROKEN_DOWN[edition.report])
    bounds = {"joint": _joint, "thematic": _thematic}.get(edition.report)
    if bounds is not None:
        fewest, most = bounds(edition)
        if not fewest <= edition.withheld <= most:
            yield f"{edition.withheld} are withheld, which must be {fewest} to {most}"


def _of_one_sort(edition: ShownEdition, total: str, group: str) -> Iterator[str]:
    whole, groups = edition.figures[total][1] or 0, [numbers[1] for numbers in edition.of(group)]
    sum_shown, hidden_groups = sum(one for one in groups if one is not None), groups.count(None)
    rest = whole - edition.withheld - sum_shown
    if (rest != 0) if not hidden_groups else (rest < hidden_groups):
        yield f"{whole} in all, {edition.withheld} withheld, {sum_shown} shown, {hidden_groups} hidden"
    if hidden_groups == 1 and len(groups) > 1:
        yield "what is hidden in one group, the others tell"


def _joint(edition: ShownEdition) -> tuple[int, int]:
    """The fewest and the most that may be withheld: all steps not listed by owner, and none to all of the needs."""
    by_owner = sum(one or 0 for _, one in edition.of("steps_done.owner."))
    steps, needs = edition.figures["steps_done"][1] or 0, edition.figures["taken_up"][1] or 0
    return steps - by_owner, steps - by_owner + needs


def _thematic(edition: ShownEdition) -> tuple[int, int]:
    """The fewest and the most that may be withheld: findings that no group shows, and none to all of the rest."""
    findings, other, live = (edition.figures[one][0] or 0 for one in ("findings", "findings_other", "recommendations"))
    provisions = [one for id_, (one, _) in edition.figures.items() if _of_a_provision(id_)]
    fewest = 0 if None in provisions else findings - other - sum(one or 0 for one in provisions)
    return max(fewest, 0), findings - other + live


def _of_a_provision(id_: str) -> bool:
    return id_.startswith("states_assessed.") and ".region." not in id_


def no_edition_shows_a_group_under_three(look: Look) -> Iterator[str]:
    """In reports with other readers than the Committee.

    A member of a group of two could identify the other (rule 12).
    """
    for key in look.shelf.new:
        edition = look.shelf.editions[key]
        for group in SMALL_GROUPS.get(edition.report, ()):
            for id_, (_, size) in edition.figures.items():
                if id_.startswith(group) and size is not None and 0 < size < FEWEST:
                    yield f"edition {key}: {id_} is of {size}"


def a_reissue_changes_no_total(look: Look) -> Iterator[str]:
    """A reissue hides more, but counts the same: totals include what is withheld (rule 11)."""
    for key in look.shelf.new:
        edition = key.split("/reissue/")[0]
        if edition in look.behind:
            continue  # council had not read everything recorded up to the freeze
        if look.shelf.editions[key].totals != look.shelf.editions[edition].totals:
            yield f"edition {key} has other totals than the one that it redacts"


def a_reissue_tells_nothing_by_subtraction(look: Look) -> Iterator[str]:
    """No two issues of an edition show a group with other numbers, and what one hid no later one shows (rule 11)."""
    for key in look.shelf.new:
        edition, _, number = key.partition("/reissue/")
        if edition in look.behind:
            continue
        groups = SMALL_GROUPS.get(look.shelf.editions[edition].report, ())
        now = look.shelf.editions[key].figures
        for earlier in (edition, *(f"{edition}/reissue/{one}" for one in range(1, int(number or 0)))):
            for id_, numbers in look.shelf.editions[earlier].figures.items():
                if id_.startswith(groups) and now.get(id_, NOT_SHOWN) not in (NOT_SHOWN, EMPTY, numbers):
                    yield f"edition {key}: {id_} is {now[id_]}, and in {earlier} {numbers}"


def what_was_published_stands(look: Look) -> Iterator[str]:
    """Byte for byte. What becomes known later is an adjustment or a corrected edition (rule 11)."""
    there = {row["id"]: row["digest"] for row in look.tables["documents"]}
    for key, edition in look.shelf.editions.items():
        if there.get(key) != edition.digest:
            yield f"edition {key} is not what it was"


def every_edition_counts_a_visit_once(look: Look) -> Iterator[str]:
    """Each with all its components, in the year in which the last one ended, as recorded at the freeze (rule 13)."""
    for key in look.shelf.new:
        edition = look.shelf.editions[key]
        if edition.report != "annual" or key.split("/reissue/")[0] in look.behind:
            continue
        expected = count_visits(visits_by(look.history, edition.freeze), f"{edition.year}-01-01", edition.cut_off)
        for unit, number in expected.items():
            if edition.figures[unit][0] != number:
                yield f"edition {key}: {unit} are {edition.figures[unit][0]}, told {number}"


def every_edition_is_with_its_readers_unless_it_showed_too_much(look: Look) -> Iterator[str]:
    """After a choice was narrowed, only the Committee has the edition until it is counted again (rule 11).

    What was withdrawn only the Committee has for good.
    """
    for row in look.tables["editions"]:
        for audience in at_or_narrower(row["audience"]):
            has = row["id"] in look.history.released_things.get(audience, {})
            if has == (row["narrowings"] > row["settled"] or row["withdrawn_on"] is not None):
                yield f"edition {row['id']}, {row['narrowings']} times narrowed: {audience} has it: {has}"


def only_what_was_adopted_is_transmitted(look: Look) -> Iterator[str]:
    """Every edition was an adopted draft, or corrects one that was; one draft of a report at most is on its way."""
    drafts = look.tables["drafts"]
    transmitted = {one["edition_id"] for one in drafts if one["stage"] == "transmitted" and one["adopted_on"]}
    for edition in look.tables["editions"]:
        if edition["id"] not in transmitted and edition["corrects"] is None:
            yield f"edition {edition['id']} was transmitted without a draft that was adopted"
    on_their_way = Counter(one["series"] for one in drafts if one["stage"] in OPEN)
    for series, number in on_their_way.items():
        if number > 1:
            yield f"{number} drafts of {series} are on their way"
    for one in look.tables["scheduled_drafts"]:
        yield f"the draft of {one['id']} is due and was not made"


INVARIANTS: Final = (
    only_what_was_adopted_is_transmitted,
    what_is_withheld_and_what_is_shown_is_the_total,
    no_edition_shows_a_group_under_three,
    a_reissue_changes_no_total,
    a_reissue_tells_nothing_by_subtraction,
    what_was_published_stands,
    every_edition_counts_a_visit_once,
    every_edition_is_with_its_readers_unless_it_showed_too_much,
)
