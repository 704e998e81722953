"""Which States to consider for the next list (OP12), from what council knows of each. Pure.

It is a proposal for people. Points are added up as `reference/ranking.yaml` says. Each reason is shown with its
evidence. The proposal adopts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reference.ranking import Each, Once, Ranking
from services.council.signals.model import Signal


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a reason rests on."""

    id: str | None
    """None: that there is nothing."""
    on: str | None
    """A date, as precise as known."""
    value: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Live recommendations of high priority that are not implemented: how many, and the newest of them."""

    count: int
    ids: tuple[str, ...]
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """What council knows of a State, as far as it bears on the list."""

    state: str
    visited: Evidence | None = None
    """Its last visit."""
    assessed: Evidence | None = None
    """Its last assessment."""
    open: Open = field(default=Open(0, ()))
    lapsed: tuple[Evidence, ...] = ()
    """Consents of earlier lists that were not answered."""
    given: tuple[Evidence, ...] = ()
    """Consents to visits of earlier lists."""
    requested: tuple[Evidence, ...] = ()
    signals: tuple[Signal, ...] = ()
    """The latest signal of each measure."""
    treaties: tuple[str, ...] = ()
    """All whose status was imported, whether it names this State or not."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a State may be considered, how much it weighs, and what it rests on."""

    weight: str
    """Its name in `ranking.yaml`."""
    code: str
    """Under which a person could list the State."""
    points: int
    count: int
    """Things that it rests on. If there are many, not all of them are shown."""
    evidence: tuple[Evidence, ...]

    @property
    def synthetic(self) -> bool:
        return any(one.synthetic for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A State with its reasons."""

    state: str
    points: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """All Member States in order of their points, as of a day."""

    year: int
    on: date
    candidates: list[Candidate]
    listed: frozenset[str]
    """Those on the year's list already, if one was adopted."""
    synthetic: bool


Weigh = Callable[[Dossier, Ranking, date], Reason | None]


def rank_states(dossiers: Iterable[Dossier], ranking: Ranking, on: date) -> list[Candidate]:
    """All States, those with the most points first; with equal points in order of their ids."""
    candidates = (_weigh_all(dossier, ranking, on) for dossier in dossiers)
    return sorted(candidates, key=lambda one: (-one.points, one.state))


def _weigh_all(dossier: Dossier, ranking: Ranking, on: date) -> Candidate:
    weighed = (weigh(dossier, ranking, on) for weigh in WEIGHED)
    reasons = tuple(reason for reason in weighed if reason is not None)
    return Candidate(dossier.state, sum(reason.points for reason in reasons), reasons)


# ---- what is known of the State here --------------------------------------------------------


def weigh_never_visited(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """No visit of CTED to it is known."""
    evidence = () if dossier.visited else (Evidence(None, None, "no visit is known"),)
    return _weigh_once("never_visited", ranking.never_visited, evidence)


def weigh_last_assessment(dossier: Dossier, ranking: Ranking, on: date) -> Reason | None:
    """How many full years ago the last assessment was submitted; where none is known, as long ago as counts."""
    weight = ranking.last_assessment
    if dossier.assessed is None or dossier.assessed.on is None:
        return Reason("last_assessment", weight.reason, weight.most, 1, (Evidence(None, None, "none is known"),))
    years = count_full_years(date.fromisoformat(dossier.assessed.on), on)
    return _weigh_each("last_assessment", weight, (dossier.assessed,), years)


def weigh_open_recommendations(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """High-priority recommendations that are live and not assessed as implemented."""
    of_these = tuple(Evidence(id_, None, "high", dossier.open.synthetic) for id_ in dossier.open.ids)
    return _weigh_each("open_recommendations", ranking.open_recommendations, of_these, dossier.open.count)


def weigh_lapsed_consents(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """It was asked and did not answer by the end of the list's year, and was not visited since."""
    return _weigh_each("lapsed_consents", ranking.lapsed_consents, _leave_out_before_visit(dossier, dossier.lapsed))


def weigh_unused_consents(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """It consented to a visit of an earlier list, and was not visited since."""
    return _weigh_each("unused_consents", ranking.unused_consents, _leave_out_before_visit(dossier, dossier.given))


def weigh_own_request(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """It asked for a visit itself, and was not visited since."""
    return _weigh_once("own_request", ranking.own_request, _leave_out_before_visit(dossier, dossier.requested))


def _leave_out_before_visit(dossier: Dossier, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    visited = dossier.visited.on if dossier.visited and dossier.visited.on else ""
    return tuple(one for one in evidence if one.on is not None and one.on > visited)


def count_full_years(since: date, on: date) -> int:
    """Whole years from one day to another."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


# ---- what others publish --------------------------------------------------------------------


def weigh_ratings(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """FATF rated it low on what bears on terrorist financing."""
    low = [
        (signal, points)
        for signal in dossier.signals
        if signal.kind == "fatf" and (points := ranking.fatf.points(signal.measure, signal.value))
    ]
    if not low:
        return None
    evidence = tuple(_cite(signal) for signal, _ in low)
    return Reason("fatf", ranking.fatf.reason, sum(points for _, points in low), len(low), evidence)


def weigh_terrorism_index(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """Its score in the latest year of the terrorism index reaches a step."""
    weight = ranking.terrorism_index
    for signal in dossier.signals:
        if signal.kind == "terrorism_index":
            for step in weight.steps:
                if Decimal(signal.value) >= step.at_least:
                    return Reason("terrorism_index", weight.reason, step.points, 1, (_cite(signal),))
    return None


def weigh_treaties_not_ratified(dossier: Dossier, ranking: Ranking, _on: date) -> Reason | None:
    """It is not bound by treaties whose status was imported: it signed only, or is not among the participants."""
    standing = {signal.measure: signal for signal in dossier.signals if signal.kind == "treaty"}
    missing = tuple(
        _cite(standing[treaty]) if treaty in standing else Evidence(None, None, f"{treaty}: not named in its status")
        for treaty in dossier.treaties
        if treaty not in standing or standing[treaty].value in NOT_BOUND
    )
    return _weigh_each("treaty_not_ratified", ranking.treaty_not_ratified, missing)


NOT_BOUND = ("signature", "none")
"""How a State may stand to a treaty without being bound by it."""


def _cite(signal: Signal) -> Evidence:
    return Evidence(signal.id, signal.period, f"{signal.measure}: {signal.value}", signal.synthetic)


# ---- weighing -------------------------------------------------------------------------------


def _weigh_once(name: str, weight: Once, evidence: tuple[Evidence, ...]) -> Reason | None:
    return Reason(name, weight.reason, weight.points, len(evidence), evidence) if evidence else None


def _weigh_each(name: str, weight: Each, evidence: tuple[Evidence, ...], count: int | None = None) -> Reason | None:
    number = len(evidence) if count is None else count
    return Reason(name, weight.reason, weight.points(number), number, evidence) if number > 0 else None


WEIGHED: tuple[Weigh, ...] = (
    weigh_never_visited,
    weigh_last_assessment,
    weigh_open_recommendations,
    weigh_lapsed_consents,
    weigh_unused_consents,
    weigh_own_request,
    weigh_ratings,
    weigh_terrorism_index,
    weigh_treaties_not_ratified,
)
"""In the order in which they are shown."""
