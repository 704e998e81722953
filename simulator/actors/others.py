"""Other bodies of the United Nations: their projects, and what happens to cases. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from contracts.ids import case_id, duplication_id, project_id, slug
from contracts.notices import NoticeProjectRegistered
from services.unoct.assistance.commands import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
    TakeUp,
    Uptake,
)
from services.unoct.cases.correcting import CORRECTABLE
from services.unoct.duplications.commands import Resolved, ResolveDuplication
from services.unoct.projects.commands import RegisterProject, SaidProject
from shared.engine.principals import Principal
from simulator.actions import (
    ACCEPTED,
    CTED_DESK,
    EITHER,
    MAYBE,
    NEVER,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    a_day,
    likely,
    notice,
)
from simulator.actors.assessed import InventedAssessment
from simulator.actors.correcting import put_right

BODIES: Final = ("UNODC", "UNDP", "ICAO", "OHCHR", "UN Women")
WEEK: Final = timedelta(days=7)
DAY: Final = timedelta(days=1)


def source_of(body: str) -> str:
    """The CloudEvents source of a body's system."""
    return f"urn:simulated:{body.lower().replace(' ', '-')}"


# ---- projects and cases (OP15, OP39) --------------------------------------------------------


def helps(random: Random, it: InventedAssessment) -> Iterator[Dated]:
    """Offers, projects that cite one or several recommendations, duplicates for one need, deliveries."""
    if not it.needs:
        return
    day = a_day(random, it.told_on + 3 * WEEK, it.told_on + 20 * WEEK)
    for number in random.sample(it.needs, min(2, len(it.needs))):
        yield from _offers(random, it, number, day)
    if likely(random, 0.6):
        yield from _project(random, it, day)


def _offers(random: Random, it: InventedAssessment, number: int, day: date) -> Iterator[Dated]:
    case, body, mark = case_id(it.recommendation(number)), random.choice(BODIES), f"{it.reference}/{number}"
    if likely(random, 0.6):
        offer = OfferAssistance(case, Offer(body, note=f"{SECRET}by {body}"))
        yield day, _build_ask("case offered", mark, offer)
    if likely(random, 0.3):
        refusal = DeclineAssistance(case, Decline(f"{SECRET}not now", body))
        yield day + 2 * WEEK, _build_ask("case declined", mark, refusal)
        if likely(random, 0.5):
            offer = OfferAssistance(case, Offer(random.choice(BODIES)))
            yield day + 6 * WEEK, _build_ask("case offered again", mark, offer)


def _project(random: Random, it: InventedAssessment, day: date) -> Iterator[Dated]:
    needs = random.sample(it.needs, random.randint(1, min(3, len(it.needs))))
    body, other = random.sample(BODIES, 2)
    comes_by_command = likely(random, 0.15)  # the command may arrive before the notice
    certain = it.steady and not comes_by_command and it.leaving_none_of(needs)
    verdicts = ACCEPTED if certain else EITHER
    first = _build_project(body, it, needs, "planned")
    if likely(random, 0.1):  # it waits for what it cites
        day, verdicts = it.told_on - timedelta(days=random.randint(1, 4)), EITHER
    yield day, notice("project registered", source_of(body), f"project/{it.reference}", first, verdicts)
    if likely(random, 0.1):
        yield (
            day + WEEK,
            notice("the same project again", source_of(body), f"project/{it.reference}/2", first, verdicts),
        )
    if likely(random, 0.4):
        second = _build_project(other, it, needs[:1], "active")
        yield day + 3 * WEEK, notice("a duplicate", source_of(other), f"project/{it.reference}", second, EITHER)
        if likely(random, 0.7):
            yield _resolution(random, it, needs[0], (body, other), day + 8 * WEEK)
        yield from _ends_of_parts(random, it, needs[0], (body, other), day + 10 * WEEK)
    if comes_by_command:
        command = RegisterProject(source_of(body), SaidProject(**dict(_build_project(body, it, needs, "active"))))
        yield day + 4 * WEEK, _build_ask("project entered", it.reference, command)
    if likely(random, 0.3):
        number = random.choice(it.needs)
        uptake = TakeUp(case_id(it.recommendation(number)), Uptake(_project_id(body, it)))
        yield day + 5 * WEEK, _build_ask("case taken up", f"{it.reference}/{number}", uptake)
    ends = random.choice(("completed", "completed", "cancelled", "active"))
    later = a_day(random, day + 12 * WEEK, day + 60 * WEEK)
    if ends == "completed":
        for number in needs:
            yield later, _delivery("case delivered", it, number, body, _staff_of(body))
            yield from _misreads(random, it, number, later)
    last_notice = _build_project(body, it, needs, ends)
    yield later, notice(f"project {ends}", source_of(body), f"project/{it.reference}/{ends}", last_notice, EITHER)


def _ends_of_parts(
    random: Random, it: InventedAssessment, number: int, bodies: tuple[str, str], day: date
) -> Iterator[Dated]:
    """Both bodies help with one need: the second ends its own part, before the first one or after it, or never."""
    body, other = bodies
    if likely(random, 0.3):
        yield day, _delivery("another's part delivered", it, number, body, _staff_of(other), NEVER)
    if likely(random, 0.2):
        yield day, _delivery("a part delivered of nobody", it, number, "WHO", CTED_DESK, NEVER)
    if likely(random, 0.6):
        when = a_day(random, day, day + 60 * WEEK)
        yield when, _delivery("part delivered", it, number, other, _staff_of(other))
        yield from _misreads(random, it, number, when)
    if likely(random, 0.2):
        offer = OfferAssistance(case_id(it.recommendation(number)), Offer("UNICRI"))
        yield day + WEEK, _build_ask("case offered beside", f"{it.reference}/{number}", offer)


def _misreads(random: Random, it: InventedAssessment, number: int, on: date) -> Iterator[Dated]:
    """The day of a delivery was misread, whichever part it was. It may lie in another year. So may an earlier day."""
    if likely(random, 0.3):
        right, part = on + random.choice((-30, -2, 3, 20)) * DAY, random.choice((0, 0, 1))
        case = case_id(it.recommendation(number))
        yield on + 4 * WEEK, put_right("unoct", CORRECTABLE, case, f"parts.{part}.delivered_on", right)
    if likely(random, 0.3):
        name, days = random.choice(("taken_up_on", "offered_on")), random.choice((-30, -3, 2))
        case = case_id(it.recommendation(number))
        yield on + 5 * WEEK, put_right("unoct", CORRECTABLE, case, f"parts.0.{name}", on + days * DAY)


def _staff_of(body: str) -> Principal:
    return Principal(body, "un", frozenset({f"body:{slug(body)}"}), may_command=True)


def _delivery(
    stage: str,
    it: InventedAssessment,
    number: int,
    body: str,
    by: Principal,
    outcomes: frozenset[CommandOutcome] = MAYBE,
) -> Ask:
    case = case_id(it.recommendation(number))
    delivery = Deliver(case, Delivery(body, note=f"{SECRET}done by {body}"))
    return Ask(stage, "unoct", f"{stage}/{it.reference}/{number}", delivery, outcomes, by)


def _build_project(body: str, it: InventedAssessment, needs: list[int], status: Any) -> NoticeProjectRegistered:
    return NoticeProjectRegistered(
        reference=f"P-{it.reference}",
        title=f"{body} for {it.state}",
        lead_body=body,
        states=(it.state,),
        themes=it.recommendations[needs[0]].themes,
        start=f"{it.told_on:%Y-%m}",
        budget_usd=100_000,
        recommendations=tuple(it.recommendation(number) for number in needs),
        status=status,
        synthetic=True,
    )


def _project_id(body: str, it: InventedAssessment) -> str:
    return project_id(source_of(body), f"P-{it.reference}")


def _resolution(random: Random, it: InventedAssessment, number: int, bodies: tuple[str, str], day: date) -> Dated:
    projects = [_project_id(body, it) for body in bodies]
    resolution = random.choice((Resolved("merged", projects[0]), Resolved("divided"), Resolved("no_duplication")))
    need = it.recommendation(number)
    duplication = duplication_id(need, *projects)
    return day, _build_ask("duplication resolved", it.reference, ResolveDuplication(duplication, need, resolution))


def _build_ask(stage: str, of: str, data: object) -> Ask:
    """Whether the need is still open depends on everybody else."""
    return Ask(stage, "unoct", f"{stage}/{of}", data, MAYBE)
