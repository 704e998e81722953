"""Other bodies of the United Nations: their projects, and what comes of cases. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from contracts.ids import case_id, duplication_id, project_id
from contracts.notices import NoticeProjectRegistered
from services.unoct.commands.cases import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
    TakeUp,
    Uptake,
)
from services.unoct.commands.projects import RegisterProject, Resolved, ResolveDuplication
from simulator.actions import (
    ACCEPTED,
    EITHER,
    MAYBE,
    SECRET,
    Ask,
    Dated,
    a_day,
    likely,
    notice,
)
from simulator.actors.assessed import Assessed

BODIES: Final = ("UNODC", "UNDP", "ICAO", "OHCHR", "UN Women")
WEEK: Final = timedelta(days=7)


def source_of(body: str) -> str:
    """The CloudEvents source of a body's system."""
    return f"urn:simulated:{body.lower().replace(' ', '-')}"


# ---- projects and cases (OP15, OP39) --------------------------------------------------------


def helps(random: Random, it: Assessed) -> Iterator[Dated]:
    """Offers, projects that cite one or several recommendations, duplicates for one need, deliveries."""
    if not it.needs:
        return
    day = a_day(random, it.told_on + 3 * WEEK, it.told_on + 20 * WEEK)
    for number in random.sample(it.needs, min(2, len(it.needs))):
        yield from _offered(random, it, number, day)
    if likely(random, 0.6):
        yield from _project(random, it, day)


def _offered(random: Random, it: Assessed, number: int, day: date) -> Iterator[Dated]:
    case, body, mark = case_id(it.recommendation(number)), random.choice(BODIES), f"{it.reference}/{number}"
    if likely(random, 0.6):
        offered = OfferAssistance(case, Offer(body, note=f"{SECRET}by {body}"))
        yield day, _asked("case offered", mark, offered)
    if likely(random, 0.3):
        declined = DeclineAssistance(case, Decline(f"{SECRET}not now", body))
        yield day + 2 * WEEK, _asked("case declined", mark, declined)
        if likely(random, 0.5):
            offered = OfferAssistance(case, Offer(random.choice(BODIES)))
            yield day + 6 * WEEK, _asked("case offered again", mark, offered)


def _project(random: Random, it: Assessed, day: date) -> Iterator[Dated]:
    cited = random.sample(it.needs, random.randint(1, min(3, len(it.needs))))
    body, other = random.sample(BODIES, 2)
    entered = likely(random, 0.15)  # who enters it may be faster than the notice
    certain = it.steady and not entered and it.leaving_none_of(cited)
    verdicts = ACCEPTED if certain else EITHER
    first = _registered(body, it, cited, "planned")
    if likely(random, 0.1):  # it waits for what it cites
        day, verdicts = it.told_on - timedelta(days=random.randint(1, 4)), EITHER
    yield day, notice("project registered", source_of(body), f"project/{it.reference}", first, verdicts)
    if likely(random, 0.1):
        yield (
            day + WEEK,
            notice("the same project again", source_of(body), f"project/{it.reference}/2", first, verdicts),
        )
    if likely(random, 0.4):
        second = _registered(other, it, cited[:1], "active")
        yield day + 3 * WEEK, notice("a duplicate", source_of(other), f"project/{it.reference}", second, EITHER)
        if likely(random, 0.7):
            yield _resolution(random, it, cited[0], (body, other), day + 8 * WEEK)
    if entered:
        command = RegisterProject(source_of(body), _registered(body, it, cited, "active"))
        yield day + 4 * WEEK, _asked("project entered", it.reference, command)
    if likely(random, 0.3):
        number = random.choice(it.needs)
        taken = TakeUp(case_id(it.recommendation(number)), Uptake(_project_id(body, it)))
        yield day + 5 * WEEK, _asked("case taken up", f"{it.reference}/{number}", taken)
    ends = random.choice(("completed", "completed", "cancelled", "active"))
    later = a_day(random, day + 12 * WEEK, day + 60 * WEEK)
    if ends == "completed":
        for number in cited:
            delivered = Deliver(case_id(it.recommendation(number)), Delivery(note=f"{SECRET}done"))
            yield later, _asked("case delivered", f"{it.reference}/{number}", delivered)
    changed = _registered(body, it, cited, ends)
    yield later, notice(f"project {ends}", source_of(body), f"project/{it.reference}/{ends}", changed, EITHER)


def _registered(body: str, it: Assessed, cited: list[int], status: Any) -> NoticeProjectRegistered:
    return NoticeProjectRegistered(
        reference=f"P-{it.reference}",
        title=f"{body} for {it.state}",
        lead_body=body,
        states=(it.state,),
        themes=it.recommendations[cited[0]].themes,
        start=f"{it.told_on:%Y-%m}",
        budget_usd=100_000,
        recommendations=tuple(it.recommendation(number) for number in cited),
        status=status,
        synthetic=True,
    )


def _project_id(body: str, it: Assessed) -> str:
    return project_id(source_of(body), f"P-{it.reference}")


def _resolution(random: Random, it: Assessed, number: int, bodies: tuple[str, str], day: date) -> Dated:
    projects = [_project_id(body, it) for body in bodies]
    said = random.choice((Resolved("merged", projects[0]), Resolved("divided"), Resolved("no_duplication")))
    need = it.recommendation(number)
    found = duplication_id(need, *projects)
    return day, _asked("duplication resolved", it.reference, ResolveDuplication(found, need, said))


def _asked(stage: str, of: str, data: object) -> Ask:
    """Whether the need is still open depends on everybody else."""
    return Ask(stage, "unoct", f"{stage}/{of}", data, MAYBE)
