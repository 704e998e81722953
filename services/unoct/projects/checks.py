"""What a registration of a project must fulfil. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from contracts.audiences import may_see
from contracts.dates import first_day, last_day
from contracts.exchange import NoticeTakenIn
from contracts.ids import case_id, project_id, slug
from contracts.notices import NoticeProjectRegistered
from contracts.vocabulary import ProjectStatus
from services.unoct.access import RELEASED
from services.unoct.cases.model import CASES, Part
from services.unoct.cases.parts import is_of
from services.unoct.products.model import PRODUCTS, Product
from services.unoct.projects.model import MOST_SERVED, PROJECTS, Project
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation, Serving
from shared.engine.notices.known_codes import body_name, check_themes, state_id
from shared.engine.rules import Context, Known, Refusal, Table
from shared.engine.time.days import check_not_too_early, check_not_too_far


class UnknownRecommendation(Refusal):
    """The project cites a recommendation that is not released to the United Nations: cite those of `/needs`."""

    paragraph = "OP4"
    status = 422


class UnknownProduct(Refusal):
    """The project cites a product that is not released to the United Nations: leave it out until it is."""

    paragraph = "OP23"
    status = 422


class CitesNoNeed(Refusal):
    """A project under way serves a need: cite a recommendation of `/needs`, or register it as planned until then."""

    paragraph = "OP4"
    status = 422


class OfAnotherState(Refusal):
    """The project cites a recommendation to a State that is not among its States: correct one or the other."""

    paragraph = "OP39"


class ServesTooMuch(Refusal):
    """It serves more recommendations, or cites more products, than one project may: register a further project."""

    paragraph = "OP4"


class TooManyForOneNeed(Refusal):
    """Too many projects of one lead body serve this need, or did before they ended: go on in one of them."""

    paragraph = "OP4"


class ProjectOfOtherLead(Refusal):
    """Another body leads the project with this source and reference: take another one, or ask the Committee's staff."""

    paragraph = "OP15"


class EndsBeforeItStarts(Refusal):
    """The project ends before it starts: correct one of the dates."""

    rule = "2"
    paragraph = "OP4"
    status = 422


UNDER_WAY: Final[frozenset[ProjectStatus]] = frozenset({"active", "completed"})
"""A planned project may not know its needs yet, and a programme may rest on products alone (OP23)."""

CITES: Final = ("recommendations", "products")
"""The fields in which a project cites what is released to the UN."""


# ---- the notice in itself --------------------------------------------------------------------


def normalize_project(given: NoticeProjectRegistered, context: Context) -> NoticeProjectRegistered:
    """The notice with States by id and the body by its name. Raises what is wrong with the notice in itself."""
    lead_body = body_name(context.reference, given.lead_body, "lead_body")
    states = tuple(dict.fromkeys(state_id(context.reference, code, "states") for code in given.states))
    check_themes(context.reference, given.themes)
    days = {name: first_day(day) for name, day in (("start", given.start), ("end", given.end)) if day}
    check_not_too_early(**days)
    check_not_too_far(context.today, **days)
    if given.start and given.end and last_day(given.end) < first_day(given.start):
        raise EndsBeforeItStarts(fields=("start", "end"))
    if too_much := find_too_much(given):
        raise ServesTooMuch(fields=too_much)
    once = {name: tuple(dict.fromkeys(getattr(given, name))) for name in CITES}
    return given.model_copy(update={"lead_body": lead_body, "states": states, **once})


def find_too_much(given: NoticeProjectRegistered) -> tuple[str, ...]:
    """The fields that cite more than one project may."""
    return tuple(name for name in CITES if len(set(getattr(given, name))) > MOST_SERVED)


# ---- what it cites ---------------------------------------------------------------------------


def find_unknown_citation(sent: NoticeTakenIn, given: NoticeProjectRegistered, known: Known) -> str | None:
    """The first recommendation or product that it newly cites and that its sender does not have, or not yet.

    What the sender may not read is unknown to it. So citing a guessed id does not tell whether the thing exists.
    """
    before, parties = known.get(PROJECTS, project_id(sent.source, given.reference)), frozenset(sent.parties)

    def may_read(row: Recommendation | Product) -> bool:
        return may_see(sent.reads or RELEASED, parties, row.audience, row.parties)

    return next((cited for _, cited in _unknown_citations(given, before, known, may_read)), None)


def check_citations(given: NoticeProjectRegistered, before: Project | None, known: Known) -> None:
    """Raises UnknownRecommendation or UnknownProduct for what it newly cites and the UN does not have."""
    for field, _ in _unknown_citations(given, before, known):
        refusal = UnknownRecommendation if field == "recommendations" else UnknownProduct
        raise refusal(fields=(field,))


def _unknown_citations(
    given: NoticeProjectRegistered,
    before: Project | None,
    known: Known,
    may_read: Callable[[Any], bool] = lambda row: True,
) -> Iterator[tuple[str, str]]:
    """Field and id of each thing that it newly cites and that the UN, or this reader, does not have."""
    cites: tuple[tuple[str, Table[Any]], ...] = (("recommendations", RECOMMENDATIONS), ("products", PRODUCTS))
    for field, table in cites:
        for cited in getattr(given, field):
            row = known.get(table, cited)
            is_there = row is not None and row.withdrawn_on is None and may_read(row)
            if cited not in getattr(before, field, ()) and not is_there:
                yield field, cited


# ---- the project as it would be --------------------------------------------------------------


def check_leads_so_far(source: str, given: NoticeProjectRegistered, known: Known) -> None:
    """Raises ProjectOfOtherLead, for a notice: several bodies may share a source, and each ends its own part only."""
    before = known.get(PROJECTS, project_id(source, given.reference))
    if before is not None and slug(before.lead_body) != slug(given.lead_body):
        raise ProjectOfOtherLead(fields=("lead_body",))


def check_states(project: Project, known: Known) -> None:
    """Raises OfAnotherState. A project that names its States serves those alone; it need not name any."""
    for cited in project.recommendations:
        row = known.get(RECOMMENDATIONS, cited)
        if row and row.withdrawn_on is None and project.states and row.state not in project.states:
            raise OfAnotherState(fields=("states", "recommendations"))


def check_room(project: Project, known: Known, context: Context) -> None:
    """Raises ServesTooMuch and TooManyForOneNeed: whoever changes the project or the need looks at all of these."""
    if project.lives and len(project.serves) > MOST_SERVED:
        raise ServesTooMuch(fields=("recommendations",))
    for cited in project.serves if project.lives else ():
        case, row = known.get(CASES, case_id(cited)), known.get(RECOMMENDATIONS, cited)
        parts, serving = case.parts if case else (), row.serving if row else ()
        check_places(parts, serving, project.lead_body, project.id, "recommendations", context)


def check_places(
    parts: Iterable[Part], serving: Iterable[Serving], body: str, project: str, field: str, context: Context
) -> None:
    """Raises TooManyForOneNeed. No part is ever dropped, so what ended keeps its place among those of its body."""
    of_parts = {part.project_id for part in parts if part.project_id and is_of(part, body)}
    of_body = of_parts | {one.project_id for one in serving if slug(one.body) == slug(body)}
    if project not in of_body and len(of_body) >= context.reference.practice.most_projects_for_need:
        raise TooManyForOneNeed(fields=(field,))


def check_serves_a_need(project: Project) -> None:
    """Raises CitesNoNeed."""
    if project.kind == "project" and project.status in UNDER_WAY and not project.serves:
        raise CitesNoNeed(fields=("recommendations",))
