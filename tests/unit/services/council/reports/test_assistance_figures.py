"""What the briefing (OP25), the joint report (OP24) and the thematic one (OP7) make of what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from services.council.counting.figure_builder import FigureBuilder
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.counting.tallies import Number, Tallies, Tally
from services.council.figures.briefing import BRIEFING
from services.council.figures.joint import JOINT
from services.council.figures.thematic import OF_PROVISIONS, THEMATIC
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import CUT_OFF, FREEZE, by_state

PILLARS: Final = {"2": {"KEN": 4, "UGA": 2, "TZA": 2}, "none": {"KEN": 2}}


def figure_builder(report: ReportName, audience: Audience) -> FigureBuilder:
    return FigureBuilder(ENGLISH, report, Scope(2023, CUT_OFF, FREEZE, audience), REFERENCE)


def by_id(made: tuple[Figure, ...]) -> dict[str, Figure]:
    found = {one.id: one for one in made}
    assert len(found) == len(made)
    return found


def numbers(made: tuple[Figure, ...]) -> dict[str, tuple[int | None, int | None]]:
    return {one.id: (one.numerator, one.denominator) for one in made}


# ---- the briefing ----------------------------------------------------------------------------


def _need(number: int, in_pillar_2: int) -> Tally:
    cells = {name: by_state(sizes, in_pillar_2 if name == "2" else 1) for name, sizes in PILLARS.items()}
    return Tally(Number(number, 10), by_state({"KEN": 6, "UGA": 2, "TZA": 2}, number), {}, {"pillar": cells})


OF_UNOCT = Tallies(
    {
        "offered": _need(6, 5), "taken_up": _need(5, 4), "delivered": _need(2, 2),
        "delivered_in_part": _need(1, 1), "declined": _need(1, 1),
        "median_days_release_to_uptake": Tally(Number(None, 4, (10, 13))),
        "duplications_resolved": Tally(Number(1, 2)), "programmes_citing_products": Tally(Number(1, 2)),
    },
    {"recommendations": 0}, synthetic=True,
)  # fmt: skip


def briefing(audience: Audience = "un") -> tuple[Figure, ...]:
    return figure_builder("briefing", audience).state_figures(BRIEFING, OF_UNOCT)


def test_what_came_of_needs_is_a_share_of_all_of_them() -> None:
    found = numbers(briefing())
    answers = [found[id_] for id_ in ("offered", "taken_up", "delivered", "delivered_in_part", "declined")]
    assert answers == [(6, 10), (5, 10), (2, 10), (1, 10), (1, 10)]
    assert (found["duplications_resolved"], found["programmes_citing_products"]) == ((1, 2), (1, 2))


def test_a_median_has_no_numerator_and_says_how_many_were_measured() -> None:
    one = by_id(briefing())["median_days_release_to_uptake"]
    assert (one.value, one.numerator, one.denominator, one.unit) == ("11.5", None, 4, "days")


def test_pillars_are_shown_to_the_un_and_the_small_ones_to_nobody_beyond() -> None:
    found = numbers(briefing())
    assert found["taken_up.pillar.none"] == (1, 2)
    assert [found[f"{what}.pillar.2"] for what in ("offered", "taken_up", "delivered", "declined")] == [
        (5, 8), (4, 8), (2, 8), (1, 8),
    ]  # fmt: skip
    wider = by_id(briefing("public"))
    assert (wider["taken_up.pillar.none"].suppressed, wider["taken_up.pillar.2"].suppressed) == (True, True)
    assert wider["taken_up.pillar.2"].label == "Taken up: pillar II"


# ---- the joint report ------------------------------------------------------------------------


def test_steps_are_stated_in_all_and_by_owner_however_few() -> None:
    cells = {"cted": {"": Number(1, 1)}, "cted-and-unoct": {"": Number(0, 1)}}
    titles = {"owner.cted": "CTED", "owner.cted-and-unoct": "CTED and UNOCT"}
    steps = Tally(Number(2, 3), {"": Number(1, 2)}, {"KEN": Number(1, 1)}, {"owner": cells}, titles)
    tallies = Tallies(
        {
            "steps_done": steps,
            "offered": Tally(Number(6, 10)),
            "taken_up": Tally(Number(5, 10)),
            "delivered": Tally(Number(2, 10)),
            "delivered_in_part": Tally(Number(1, 10)),
            "declined": Tally(Number(3, 10)),
            "heads_meetings": Tally(Number(1)),
        },
        {},
        synthetic=True,
    )
    made = figure_builder("joint", "public").state_figures(JOINT, tallies)
    found = numbers(made)
    assert found["steps_done"] == (2, 3)
    assert (found["steps_done.owner.cted"], found["steps_done.owner.cted-and-unoct"]) == ((1, 1), (0, 1))
    assert (found["taken_up"], found["heads_meetings"]) == ((5, 10), (1, None))
    assert by_id(made)["steps_done.owner.cted-and-unoct"].label == "Practical steps done: CTED and UNOCT"


# ---- the thematic report ---------------------------------------------------------------------

MEMBERS = {"KEN": "africa", "UGA": "africa", "TZA": "africa", "FIN": "europe", "JOR": "asia"}
RESULTS = {"FIN": "full", "JOR": "full", "KEN": "partial", "TZA": "partial", "UGA": "none"}
PARTS: Final[dict[str, Callable[[str], bool]]] = {
    "full": lambda result: result == "full",
    "partial": lambda result: result == "partial",
    "none": lambda result: result == "none",
    "with_need": lambda result: result != "full",
    "older_than_five_years": lambda result: result == "none",
}


def of_findings(on: Mapping[str, Mapping[str, str]], members: Mapping[str, str] = MEMBERS) -> dict[str, Tally]:
    """What is counted of findings, one a State and provision: by provision the result of each State assessed on it."""
    seen = Counter(state for results in on.values() for state in results)
    of: dict[str, Tally] = {}
    for id_, is_part in PARTS.items():
        cells = {
            code: {state: Number(int(is_part(result)), 1) for state, result in results.items()}
            for code, results in on.items()
        }
        of[id_] = Tally(
            Number(), {state: Number(0, number) for state, number in seen.items()}, {}, {"provision": cells}
        )
    assessed = {
        one.code: {state: Number(int(state in on.get(one.code, {})), 1) for state in members}
        for one in REFERENCE.provisions
    }
    regions: dict[str, dict[str, Number]] = {}
    for code, numbers_on_it in assessed.items():
        for state, number in numbers_on_it.items():
            regions.setdefault(f"{code}.region.{members[state]}", {})[state] = number
    both = {"provision": assessed, "provision_region": regions}
    of["states_assessed"] = Tally(Number(len(seen), len(members)), {}, {}, both)
    of["findings"], of["findings_other"] = Tally(Number(9)), Tally(Number(1, 6))
    return of


TRAVEL: Final = {"KEN": 2, "UGA": 2, "TZA": 1}


def _of_recommendations(cells: Mapping[str, Mapping[str, int]], seen: Mapping[str, int]) -> Tallies:
    def tally(total: Number, in_cells: Mapping[str, int]) -> Tally:
        found = {name: by_state(sizes, in_cells.get(name, 0)) for name, sizes in cells.items()}
        return Tally(total, by_state(seen, 0), {}, {"theme": found})

    of = {
        "recommendations": tally(Number(8), {}),
        "assessed": tally(Number(4, 8), {"travel": 3, "gender": 1}),
        "implemented": tally(Number(2, 8), {"travel": 1}),
    }
    counts = {
        name: {s: Number(n.of) for s, n in each.items()} for name, each in of["recommendations"].cells["theme"].items()
    }
    of["recommendations"] = Tally(Number(8), {s: Number(n) for s, n in seen.items()}, {}, {"theme": counts})
    return Tallies(of, {"recommendations": 2}, synthetic=True)


RECOMMENDATIONS = _of_recommendations(
    {"travel": TRAVEL, "gender": {"KEN": 2}}, {"KEN": 4, "UGA": 3, "TZA": 2, "FIN": 1}
)


def thematic(
    on: Mapping[str, Mapping[str, str]] | None = None,
    members: Mapping[str, str] = MEMBERS,
    tallies: Tallies = RECOMMENDATIONS,
) -> tuple[Figure, ...]:
    of = {**of_findings({"api": RESULTS} if on is None else on, members), **tallies.of}
    return figure_builder("thematic", "public").state_figures(THEMATIC, replace(tallies, of=of))


def on_api(states: str) -> dict[str, dict[str, str]]:
    return {"api": dict.fromkeys(states.split(), "full")}


def test_regions_without_a_state_are_hidden_where_the_total_would_tell_those_with_one() -> None:
    wider = {**MEMBERS, "FJI": "oceania"}
    shown = by_id(thematic(on_api("FIN JOR KEN"), wider))
    regions = ("africa", "asia", "europe", "oceania")
    assert all(shown[f"states_assessed.api.region.{region}"].suppressed for region in regions)
    assert shown["states_assessed.api"].numerator == 3
    of_one = by_id(thematic(on_api("KEN TZA UGA"), wider))
    assert [of_one[f"states_assessed.api.region.{region}"].numerator for region in regions] == [3, 0, 0, 0]


def test_each_provision_has_its_figures_also_where_nothing_was_found() -> None:
    found = numbers(thematic())
    assert [found[f"{id_}.api"] for id_ in ("full", "partial", "none")] == [(2, 5), (2, 5), (1, 5)]
    assert (found["with_need.api"], found["older_than_five_years.api"]) == ((3, 5), (1, 5))
    for provision in REFERENCE.provisions[1:]:
        assert found[f"states_assessed.{provision.code}"] == (0, 5)
        assert found[f"full.{provision.code}"] == (0, 0)


def test_totals_count_what_is_withheld() -> None:
    found = numbers(thematic())
    assert (found["findings"], found["findings_other"]) == ((9, None), (1, 6))
    assert (found["recommendations"], found["assessed"], found["implemented"]) == ((8, None), (4, 8), (2, 8))


def test_a_small_region_hides_all_from_which_it_could_be_subtracted() -> None:
    found = by_id(thematic())
    shown = {name: found[f"states_assessed.api.region.{name}"].suppressed for name in ("africa", "asia", "europe")}
    assert shown == {"africa": True, "asia": True, "europe": True}
    assert found["states_assessed.api"].denominator == 5


def test_a_provision_on_which_few_were_assessed_is_not_shown_nor_is_its_region() -> None:
    found = by_id(thematic({"api": RESULTS, "pnr": {"KEN": "full", "UGA": "full"}}))
    hidden = {id_ for id_, one in found.items() if one.suppressed and ".pnr" in id_}
    assert {f"{id_}.pnr" for id_ in ("states_assessed", *(one.id for one in OF_PROVISIONS))} < hidden
    assert all(f"states_assessed.pnr.region.{region}" in hidden for region in ("africa", "asia", "europe"))


def test_every_theme_has_its_figures_and_stands_with_all_of_them() -> None:
    found = by_id(thematic())
    for theme in REFERENCE.themes:
        for what in ("recommendations", "assessed", "implemented"):
            assert f"{what}.theme.{theme.code}" in found
    assert numbers(thematic())["implemented.theme.travel"] == (1, 5)
    assert found["recommendations.theme.gender"].suppressed
    assert not found["recommendations.theme.victims"].suppressed
    ids = [id_ for id_ in found if ".theme.travel" in id_]
    place = list(found).index(ids[0])
    assert list(found)[place : place + 3] == ids


def test_a_theme_of_which_one_lacks_is_hidden_as_that_would_be_told() -> None:
    tallies = _of_recommendations({"travel": TRAVEL}, {"KEN": 3, "UGA": 2, "TZA": 1})
    assert by_id(thematic(tallies=tallies))["implemented.theme.travel"].suppressed
