"""Registering a project, whoever does it and in whichever way: by notice, over HTTP, from a file. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from contracts.audiences import may_see
from contracts.dates import first_day, last_day
from contracts.exchange import NoticeTakenIn
from contracts.ids import case_id, project_id, slug
from contracts.notices import NoticeProjectRegistered
from contracts.unoct import ProjectRegistered
from contracts.vocabulary import ProjectStatus
from services.unoct.cases import RELEASED, followed, needs_of_case
from services.unoct.model import Product, Project, Recommendation, Serving
from services.unoct.products import cite, withdrawn
from services.unoct.tables import CASES, PRODUCTS, PROJECTS, RECOMMENDATIONS
from shared.engine.notices.known_codes import body_name, check_themes, state_id
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal, Table
from shared.engine.time.days import not_too_early, not_too_far


class UnknownRecommendation(Refusal):
    """The project cites a recommendation that is not released to the United Nations: cite those of `/needs`."""

    paragraph = "OP4"
    status = 422


class UnknownProduct(Refusal):
    """The project cites a survey or analytical product that is not released to the United Nations."""

    paragraph = "OP23"
    status = 422


class CitesNoNeed(Refusal):
    """A project under way serves a need: cite a recommendation of `/needs`, or register it as planned until then."""

    paragraph = "OP4"
    status = 422


class OfAnotherState(Refusal):
    """The project cites a recommendation to a State that is not among its States: correct one or the other."""

    paragraph = "OP39"


class TooManyForOneNeed(Refusal):
    """Too many projects of one lead body serve this need already: join them into a programme, or end some first."""

    paragraph = "OP4"


class Outdated(Refusal):
    """While this waited for what it cites, a later notice of the same project was accepted, and stands."""


class EndsBeforeItStarts(Refusal):
    """The project ends before it starts: correct one of the dates."""

    rule = "2"
    paragraph = "OP4"
    status = 422


SAID: Final = (
    *("kind", "title", "lead_body", "states", "themes", "start_date", "end_date", "budget_usd"),
    *("recommendations", "products", "status", "synthetic"),
)
"""What its source says of a project: if none of it differs, nothing changed."""


UNDER_WAY: Final[frozenset[ProjectStatus]] = frozenset({"active", "completed"})
"""A planned project may not know its needs yet, and a programme may rest on products alone (OP23)."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of a registration."""

    project: Project
    changes: tuple[Change, ...] = ()
    """None: it was registered like this before."""
    cases: tuple[str, ...] = ()
    """Ids of the cases of what it cites, where there is one."""


def needs_of_project(source: str, said: NoticeProjectRegistered) -> Iterator[Need]:
    """The project, and all that hangs on what it served so far or cites now."""
    for product in said.products:
        yield Need(PRODUCTS, product)
    yield Need(PROJECTS, project_id(source, said.reference), then=_needs_of_served)
    for recommendation in said.recommendations:
        yield from needs_of_case(recommendation)


def _needs_of_served(project: Project) -> Iterator[Need]:
    for recommendation in project.serves:
        yield from needs_of_case(recommendation)


def checked(said: NoticeProjectRegistered, context: Context) -> NoticeProjectRegistered:
    """What is said, with States by id and the body by its name. Raises what is wrong with it in itself."""
    lead_body = body_name(context.reference, said.lead_body, "lead_body")
    states = tuple(dict.fromkeys(state_id(context.reference, code, "states") for code in said.states))
    check_themes(context.reference, said.themes)
    days = {name: first_day(day) for name, day in (("start", said.start), ("end", said.end)) if day}
    not_too_early(**days)
    not_too_far(context.today, **days)
    if said.start and said.end and last_day(said.end) < first_day(said.start):
        raise EndsBeforeItStarts(fields=("start", "end"))
    once = {name: tuple(dict.fromkeys(getattr(said, name))) for name in ("recommendations", "products")}
    return said.model_copy(update={"lead_body": lead_body, "states": states, **once})


def unknown_citation(of: NoticeTakenIn, said: NoticeProjectRegistered, known: Known) -> str | None:
    """The first recommendation or product that it newly cites and that its sender does not have (or not yet).

    What the sender may not read is unknown to it, so that citing a guessed id tells nothing of what is there.
    """
    before, parties = known.get(PROJECTS, project_id(of.source, said.reference)), frozenset(of.parties)

    def may_read(row: Recommendation | Product) -> bool:
        return may_see(of.reads or RELEASED, parties, row.audience, row.parties)

    return next((cited for _, cited in _unknown(said, before, known, may_read)), None)


def _unknown(
    said: NoticeProjectRegistered,
    before: Project | None,
    known: Known,
    may_read: Callable[[Any], bool] = lambda row: True,
) -> Iterator[tuple[str, str]]:
    """Field and id of each thing that it newly cites and that the UN, or this reader, does not have."""
    cites: tuple[tuple[str, Table[Any]], ...] = (("recommendations", RECOMMENDATIONS), ("products", PRODUCTS))
    for field, table in cites:
        for cited in getattr(said, field):
            row = known.get(table, cited)
            is_there = row is not None and row.withdrawn_on is None and may_read(row)
            if cited not in getattr(before, field, ()) and not is_there:
                yield field, cited


def register(
    source: str, said: NoticeProjectRegistered, said_at: datetime, known: Known, context: Context
) -> Registered:
    """The project as it now is, and what follows for each need that it serves, or served.

    `said` has been `checked`. Raises UnknownRecommendation, UnknownProduct, OfAnotherState, CitesNoNeed, Outdated,
    TooManyForOneNeed.
    """
    before = known.get(PROJECTS, project_id(source, said.reference))
    _check_citations(said, before, known)
    if before is not None and said_at < before.said_at:
        raise Outdated
    taken_up = _still_taken_up(before, said, known) if before else ()
    project = _project(source, said, said_at, before, context)
    project = replace(project, taken_up=taken_up, withdrawn_products=withdrawn(said, known))
    _check_states(project, known)
    _check_room(project, known, context)
    if before is not None and all(getattr(before, name) == getattr(project, name) for name in SAID):
        return Registered(before)
    if project.kind == "project" and project.status in UNDER_WAY and not project.serves:
        raise CitesNoNeed(fields=("recommendations",))
    changes: list[Change] = [Put(PROJECTS, project), Emit(_told(project, context), _subject(project))]
    changes += cite(project, known)
    known = known.copy().fold(changes)
    for recommendation in dict.fromkeys((before.serves if before else ()) + project.serves):
        found = serve(project, recommendation, known, context)
        known.fold(found)
        changes += found
    cases = tuple(one.id for cited in project.recommendations if (one := known.get(CASES, case_id(cited))))
    return Registered(project, tuple(changes), cases)


def _check_citations(said: NoticeProjectRegistered, before: Project | None, known: Known) -> None:
    for field, _ in _unknown(said, before, known):
        refusal = UnknownRecommendation if field == "recommendations" else UnknownProduct
        raise refusal(fields=(field,))


def serve(project: Project, recommendation: str, known: Known, context: Context) -> list[Change]:
    """What follows for a recommendation that the project serves now, or no longer."""
    row = known.get(RECOMMENDATIONS, recommendation)
    if row is None:  # cited under rules of an earlier version: nothing hangs on it
        return []
    serves = project.lives and recommendation in project.serves
    return followed(replace(row, serving=_serving(row, project, serves)), known, context)


def _serving(row: Recommendation, project: Project, serves: bool) -> tuple[Serving, ...]:
    """Whoever serves it keeps its place."""
    new = Serving(project.id, project.lead_body)
    if serves and any(one.project_id == project.id for one in row.serving):
        return tuple(new if one.project_id == project.id else one for one in row.serving)
    others = tuple(one for one in row.serving if one.project_id != project.id)
    return (*others, new) if serves else others


def _check_states(project: Project, known: Known) -> None:
    """A regional or global project need not name its States; one that does serves those."""
    for cited in project.recommendations:
        row = known.get(RECOMMENDATIONS, cited)
        if row and row.withdrawn_on is None and project.states and row.state not in project.states:
            raise OfAnotherState(fields=("states", "recommendations"))


def _check_room(project: Project, known: Known, context: Context) -> None:
    """Each pair of projects for one need is looked at, so that their number has a bound."""
    body = slug(project.lead_body)
    for cited in project.serves if project.lives else ():
        row = known.get(RECOMMENDATIONS, cited)
        others = [one for one in row.serving if slug(one.body) == body] if row else []
        serves_it = any(one.project_id == project.id for one in others)
        if not serves_it and len(others) >= context.reference.practice.most_projects_for_need:
            raise TooManyForOneNeed(fields=("recommendations",))


def _still_taken_up(before: Project, said: NoticeProjectRegistered, known: Known) -> tuple[str, ...]:
    """What it took up without citing it, of the States that it is still for."""
    rows = (known.get(RECOMMENDATIONS, one) for one in before.taken_up)
    return tuple(row.id for row in rows if row is not None and (not said.states or row.state in said.states))


def _project(
    source: str, said: NoticeProjectRegistered, said_at: datetime, before: Project | None, context: Context
) -> Project:
    return Project(
        id=project_id(source, said.reference),
        source=source,
        reference=said.reference,
        kind=said.kind,
        title=said.title,
        lead_body=said.lead_body,
        states=said.states,
        themes=said.themes,
        start_date=said.start,
        end_date=said.end,
        budget_usd=said.budget_usd,
        recommendations=said.recommendations,
        products=said.products,
        status=said.status,
        taken_up=(),
        registered_on=before.registered_on if before else context.today,
        said_at=said_at,
        synthetic=said.synthetic,
        audience=RELEASED,
        parties=tuple(f"state:{state}" for state in said.states),
    )


def _told(project: Project, context: Context) -> ProjectRegistered:
    return ProjectRegistered(
        occurred_on=context.today,
        synthetic=project.synthetic,
        project_id=project.id,
        source=project.source,
        reference=project.reference,
        kind=project.kind,
        title=project.title,
        lead_body=project.lead_body,
        states=project.states,
        themes=project.themes,
        start=project.start_date,
        end=project.end_date,
        budget_usd=project.budget_usd,
        recommendations=project.recommendations,
        products=project.products,
        status=project.status,
    )


def _subject(project: Project) -> str:
    return project.states[0] if len(project.states) == 1 else project.id
