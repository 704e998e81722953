"""An assessment as its author knows it. It is invented by chance. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from contracts.assessments import VisitDates, WiderRelease
from contracts.audiences import Audience
from contracts.ids import assessment_id, cycle_id, recommendation_id
from contracts.notices import NoticeAssessmentSubmitted, NoticedFinding, NoticedRecommendation
from contracts.vocabulary import AssessmentKind, MadeBy, Mode, Priority
from reference import Reference
from shared.engine.time.dates import add_months
from simulator.actions import DONE, MAYBE, OPEN, SECRET, Ask, CommandOutcome, a_day, likely

CTED: Final = "urn:simulated:cted"
"""The CloudEvents source of CTED's own system."""

RECOMMENDATIONS: Final = 10
"""Recommendations of each assessment."""
LEAVERS: Final = (4, 5, 6, 7, 8)
"""Numbers of the recommendations that may be merged, split, closed or carried over."""
LEFT: Final = 0.4
"""The share of assessments in which that happens."""
KINDS: Final[dict[AssessmentKind, int]] = {
    "comprehensive": 34, "focused": 22, "desk": 14, "regional": 10, "follow-up": 12, "advocacy": 8,
}  # fmt: skip
AUDIENCES: Final[dict[Audience | None, int]] = {None: 60, "un": 15, "council": 5, "committee": 20}
"""The audience that the author states for a part; None: the audience of the report. The numbers are weights."""
MODES: Final[tuple[Mode, ...]] = ("onsite", "virtual", "hybrid")
PRIORITIES: Final[tuple[Priority, ...]] = ("high", "medium", "low")
MAKERS: Final[tuple[MadeBy, ...]] = ("CTED", "CTED", "CTED", "CTC")
PROVISIONS: Final = ("S/RES/1373 (2001)", "S/RES/1624 (2005)", "S/RES/2178 (2014)", "S/RES/2396 (2017)")
RESULTS: Final = ("full", "partial", "none")


@dataclass(frozen=True, slots=True)
class InventedAssessment:
    """A final assessment, with the day on which its author sends it."""

    reference: str
    state: str
    kind: AssessmentKind
    visit: VisitDates | None
    report_date: date
    submitted_on: date
    told_on: date
    """When the notice is sent or the command is given: on the day of submission or months later."""
    received_on: date | None
    """As the author sends it with the assessment; None: later, or never."""
    recommendations: tuple[NoticedRecommendation, ...]
    findings: tuple[NoticedFinding, ...]
    opens_cycle: bool
    steady: bool
    """It is never withdrawn, narrowed or corrected in what others need. So commands about it are accepted."""
    leaving: tuple[int, ...] = ()
    """Numbers of the recommendations that may change: two may be merged, one split, and so on."""

    @property
    def id(self) -> str:
        """The id that the system gives it."""
        return assessment_id(CTED, self.reference)

    @property
    def cycle(self) -> str:
        """The id of the cycle that it opens."""
        return cycle_id(self.id)

    @property
    def due_on(self) -> date:
        """When the report on it is due (OP16)."""
        return add_months(self.submitted_on, 12)

    def recommendation(self, number: int) -> str:
        """The id of its recommendation with this number."""
        return recommendation_id(self.id, self.recommendations[number].reference)

    @property
    def lasting(self) -> list[int]:
        """Numbers of the recommendations of which only the status changes."""
        return [number for number in range(len(self.recommendations)) if number not in self.leaving]

    def leaving_none_of(self, numbers: Iterable[int]) -> bool:
        """Whether all of these stay. One of an assessment without a cycle may be merged in the cycle that it joined."""
        joined = () if self.opens_cycle else (self.lasting[1],)
        return not {*self.leaving, *joined} & set(numbers)

    @property
    def needs(self) -> list[int]:
        """Numbers of the recommendations that become cases if nothing is narrowed (OP39)."""
        return [
            number
            for number, one in enumerate(self.recommendations)
            if one.audience in (None, "un") and one.assistance_needed and one.assistance_requested
        ]

    def content(self) -> dict[str, Any]:
        """The fields of the notices that carry the whole assessment."""
        return {
            "reference": self.reference,
            "state": self.state,
            "kind": self.kind,
            "visit": self.visit,
            "report_date": self.report_date,
            "submitted_to_ctc_on": self.submitted_on,
            "received_by_state_on": self.received_on,
            "recommendations": self.recommendations,
            "findings": self.findings,
            "wider_release": WiderRelease(
                decided_by=f"Permanent Mission of {self.state}", decided_on=self.report_date, consulted_ctc=True
            ),
            "synthetic": True,
        }

    def build_submission(self, **changes: Any) -> NoticeAssessmentSubmitted:
        """The notice of its submission."""
        return NoticeAssessmentSubmitted(**(self.content() | changes))


def invent(random: Random, reference: str, year: int, states: tuple[str, ...], facts: Reference) -> InventedAssessment:
    """An assessment of one of these States, sent in this year."""
    kind = random.choices(list(KINDS), list(KINDS.values()))[0]
    told_on = a_day(random, date(year, 1, 3), date(year, 12, 20))
    # A third is sent late, so that reports fall due even in a simulation of one year.
    behind = random.choice((0, 0, 1, 3, random.randint(20, 120), random.randint(180, 340)))
    submitted_on = told_on - timedelta(days=behind)
    report_date = submitted_on - timedelta(days=random.randint(3, 40))
    received_on = submitted_on + timedelta(days=random.randint(0, min(behind, 60))) if likely(random, 0.3) else None
    return InventedAssessment(
        reference=reference,
        state=random.choice(states),
        kind=kind,
        visit=None if kind == "desk" else _visit(random, report_date),
        report_date=report_date,
        submitted_on=submitted_on,
        told_on=told_on,
        received_on=received_on,
        recommendations=tuple(recommendation(random, reference, n, facts) for n in range(RECOMMENDATIONS)),
        findings=tuple(_finding(random, reference, n) for n in range(random.randint(0, 4))),
        opens_cycle=facts.practice.opens_cycle[kind],
        steady=likely(random, 0.75),
        leaving=tuple(random.sample(LEAVERS, len(LEAVERS))) if likely(random, LEFT) else (),
    )


def _visit(random: Random, report_date: date) -> VisitDates | None:
    if likely(random, 0.1):
        return None
    end = report_date - timedelta(days=random.randint(30, 90))
    start = end - timedelta(days=random.randint(0, 9))
    if likely(random, 0.15):  # known by the month only
        return VisitDates(start=f"{start:%Y-%m}", end=f"{end:%Y-%m}", mode=random.choice(MODES))
    return VisitDates(start=start.isoformat(), end=end.isoformat(), mode=random.choice(MODES))


def recommendation(random: Random, of: str, number: int, facts: Reference) -> NoticedRecommendation:
    """A recommendation. The mark at the beginning of its text says whether it may be released."""
    audience = random.choices(list(AUDIENCES), list(AUDIENCES.values()))[0]
    mark = SECRET if audience == "committee" else OPEN
    needs_help = likely(random, 0.6)
    return NoticedRecommendation(
        reference=f"R{number}",
        text=f"{mark}{of}/R{number}: take the step that was agreed, and report on it.",
        themes=tuple(theme.code for theme in random.sample(facts.themes, random.randint(1, 3))),
        provision=random.choice((None, *PROVISIONS)),
        priority=random.choice(PRIORITIES),
        pillar=random.choice((None, 1, 2, 3, 4)),
        made_by=random.choice(MAKERS),
        assistance_needed=needs_help,
        assistance_requested=needs_help and likely(random, 0.7),
        audience=audience,
    )


def _finding(random: Random, of: str, number: int) -> NoticedFinding:
    secret = likely(random, 0.3)
    return NoticedFinding(
        provision=random.choice(PROVISIONS),
        result=random.choice(RESULTS),
        text=f"{SECRET if secret else OPEN}{of}/F{number}",
        audience="committee" if secret else None,
    )


# ---- commands about it ------------------------------------------------------------------------


def build_ask(
    stage: str,
    service: str,
    it: InventedAssessment,
    data: object,
    outcomes: frozenset[CommandOutcome] = DONE,
    more: str = "",
) -> Ask:
    """A command that CTED or the Committee gives about it."""
    return Ask(stage, service, f"{stage}/{it.reference}/{more}", data, outcomes)


def if_certain(certain: bool) -> frozenset[CommandOutcome]:
    """The right outcomes of a command: it must be done if this is certain."""
    return DONE if certain else MAYBE
