"""What the briefing (OP25), the joint report (OP24) and the thematic one (OP7) make of what was counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from services.council.reports.assistance.population import Answers, Briefing, Duplication, Needs, Programme, Step
from services.council.reports.briefing import figures as briefing
from services.council.reports.figures import Figure
from services.council.reports.joint import figures as joint
from services.council.reports.populations import Tally
from services.council.reports.thematic import figures as thematic
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import CUT_OFF

DAY = date(2023, 5, 1)
NEEDS = Needs(
    all=Answers(10, 6, 5, 2, 1), seen=10, by_pillar={"2": Answers(8, 5, 4, 2, 1), "none": Answers(2, 1, 1, 0, 0)},
    by_state={}, measured=4, middle=(10, 13), synthetic=True,
)  # fmt: skip
BRIEFING = briefing.Population(
    2023, CUT_OFF, "un", NEEDS,
    duplications=tuple(
        Duplication(id_, "r", "KEN", ("p", "q"), DAY, on, None, (), True) for id_, on in (("a", DAY), ("b", None))
    ),
    programmes=(Programme("g", ("KEN",), True, "e", True), Programme("h", ("KEN",), False, "e", True)),
    briefings=(), steps=(),
)  # fmt: skip
STEPS = (
    Step("s1", "One", "CTED", DAY, "i", None, DAY),
    Step("s2", "Two", "CTED and UNOCT", DAY, "i", None, None),
    Step("s3", "Three", "CTED", DAY, "i", "KEN", DAY),
)
JOINT = joint.Population(
    2023, CUT_OFF, "public", STEPS, NEEDS, (Briefing("b", "heads_meeting", DAY, None, None, (), True),)
)
MEMBERS = {"KEN": "Africa", "UGA": "Africa", "TZA": "Africa", "FIN": "Europe", "JOR": "Asia"}
ON_API = thematic.OnProvision(("FIN", "JOR", "KEN", "TZA", "UGA"), 2, 2, 1, 3, 1)
THEMATIC = thematic.Population(
    CUT_OFF, MEMBERS, findings=9, findings_seen=6, findings_seen_other=1, findings_seen_on=5, states=frozenset(MEMBERS),
    on={"api": ON_API},
    recommendations=Tally(8, 4, 2), recommendations_seen=6,
    by_theme={"travel": Tally(5, 3, 1), "gender": Tally(2, 1, 0)},
    synthetic=True,
)  # fmt: skip


def by_id(made: tuple[Figure, ...]) -> dict[str, Figure]:
    found = {one.id: one for one in made}
    assert len(found) == len(made)
    return found


def numbers(made: tuple[Figure, ...]) -> dict[str, tuple[int | None, int | None]]:
    return {one.id: (one.numerator, one.denominator) for one in made}


def of_thematic(**changes: Any) -> tuple[Figure, ...]:
    return thematic.figures(replace(THEMATIC, **changes), REFERENCE)


# ---- the briefing ----------------------------------------------------------------------------


def test_what_came_of_needs_is_a_share_of_all_of_them() -> None:
    found = numbers(briefing.figures(BRIEFING))
    answers = [found[id_] for id_ in ("offered", "taken_up", "delivered", "declined")]
    assert answers == [(6, 10), (5, 10), (2, 10), (1, 10)]
    assert (found["duplications_resolved"], found["programmes_citing_products"]) == ((1, 2), (1, 2))


def test_a_median_has_no_numerator_and_says_how_many_were_measured() -> None:
    one = by_id(briefing.figures(BRIEFING))["median_days_release_to_uptake"]
    assert (one.value, one.numerator, one.denominator, one.unit) == ("11.5", None, 4, "days")


def test_regions_without_a_state_are_hidden_where_the_total_would_tell_those_with_one() -> None:
    three = replace(THEMATIC, on={"api": replace(ON_API, states=("FIN", "JOR", "KEN"))}, findings_seen_on=3)
    wider = replace(three, members={**MEMBERS, "FJI": "Oceania"})
    shown = by_id(thematic.figures(wider, REFERENCE))
    regions = ("africa", "asia", "europe", "oceania")
    assert all(shown[f"states_assessed.api.region.{region}"].suppressed for region in regions)
    assert shown["states_assessed.api"].numerator == 3
    many = replace(ON_API, states=("KEN", "TZA", "UGA"))
    of_one = by_id(thematic.figures(replace(wider, on={"api": many}), REFERENCE))
    assert [of_one[f"states_assessed.api.region.{region}"].numerator for region in regions] == [3, 0, 0, 0]


def test_pillars_are_shown_to_the_un_and_the_small_ones_to_nobody_beyond() -> None:
    found = numbers(briefing.figures(BRIEFING))
    assert found["taken_up.pillar.none"] == (1, 2)
    assert [found[f"{what}.pillar.2"] for what in ("offered", "taken_up", "delivered", "declined")] == [
        (5, 8), (4, 8), (2, 8), (1, 8),
    ]  # fmt: skip
    wider = by_id(briefing.figures(replace(BRIEFING, audience="public")))
    assert (wider["taken_up.pillar.none"].suppressed, wider["taken_up.pillar.2"].suppressed) == (True, True)
    assert wider["taken_up.pillar.2"].label == "Taken up: pillar II"


# ---- the joint report ------------------------------------------------------------------------


def test_steps_are_counted_in_all_and_by_owner_those_that_readers_may_see() -> None:
    found = numbers(joint.figures(JOINT))
    assert found["steps_done"] == (2, 3)
    assert (found["steps_done.owner.cted"], found["steps_done.owner.cted-and-unoct"]) == ((1, 1), (0, 1))
    assert (found["taken_up"], found["heads_meetings"]) == ((5, 10), (1, None))
    assert numbers(joint.figures(replace(JOINT, audience="un")))["steps_done.owner.cted"] == (2, 2)


# ---- the thematic report ---------------------------------------------------------------------


def test_each_provision_has_its_figures_also_where_nothing_was_found() -> None:
    found = numbers(of_thematic())
    assert [found[f"{id_}.api"] for id_ in ("full", "partial", "none")] == [(2, 5), (2, 5), (1, 5)]
    assert (found["with_need.api"], found["older_than_five_years.api"]) == ((3, 5), (1, 5))
    for provision in REFERENCE.provisions[1:]:
        assert found[f"states_assessed.{provision.code}"] == (0, 5)
        assert found[f"full.{provision.code}"] == (0, 0)


def test_totals_count_what_is_withheld_and_one_marker_says_how_much_that_is() -> None:
    found = numbers(of_thematic())
    assert (found["findings"], found["findings_other"]) == ((9, None), (1, 6))
    assert (found["recommendations"], found["assessed"], found["implemented"]) == ((8, None), (4, 8), (2, 8))
    assert THEMATIC.withheld == 3 + 2


def test_a_small_region_hides_all_from_which_it_could_be_subtracted() -> None:
    found = by_id(of_thematic())
    shown = {name: found[f"states_assessed.api.region.{name}"].suppressed for name in ("africa", "asia", "europe")}
    assert shown == {"africa": True, "asia": True, "europe": True}
    assert found["states_assessed.api"].denominator == 5


def test_a_provision_on_which_few_were_assessed_is_not_shown_nor_is_its_region() -> None:
    few = thematic.OnProvision(("KEN", "UGA"), 2)
    found = by_id(of_thematic(on={"api": ON_API, "pnr": few}))
    hidden = {id_ for id_, one in found.items() if one.suppressed and ".pnr" in id_}
    assert {f"{one.__name__}.pnr" for one in thematic.BY_PROVISION} < hidden
    assert all(f"states_assessed.pnr.region.{region}" in hidden for region in ("africa", "asia", "europe"))


def test_every_theme_has_its_figures() -> None:
    found = by_id(of_thematic())
    for theme in REFERENCE.themes:
        for what in ("recommendations", "assessed", "implemented"):
            assert f"{what}.theme.{theme.code}" in found
    more = {"travel": Tally(3, 2, 1), "gender": Tally(2, 1, 0)}
    assert numbers(of_thematic(by_theme=more))["implemented.theme.travel"] == (1, 3)
    assert found["implemented.theme.travel"].suppressed, "the one without it would be told"
    assert found["recommendations.theme.gender"].suppressed
    assert not found["recommendations.theme.victims"].suppressed


# ---- all -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "made"),
    [(briefing, briefing.figures(BRIEFING)), (joint, joint.figures(JOINT)), (thematic, of_thematic())],
)
def test_every_figure_has_a_definition_by_its_first_word(module: ModuleType, made: tuple[Figure, ...]) -> None:
    assert {one.id.partition(".")[0] for one in made} == set(module.DEFINITIONS)
    assert all(module.DEFINITIONS.values())
