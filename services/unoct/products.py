"""Products released to the UN, and the projects that cite them (OP19, OP20, OP23). Pure.

A citation stays on record when the product is withdrawn: it is only marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from contracts.notices import NoticeProjectRegistered
from contracts.released import ReleasedProduct, ReleasedWithdrawn
from services.unoct.cases import NOT_RELEASED, RELEASED
from services.unoct.model import Product, Project
from services.unoct.tables import PRODUCTS, PROJECTS
from shared.engine.rules import Change, Event, Known, Need, Put

MOST_EVENTS: Final = 50
"""Released events remembered of one thing; their topic is kept for days only."""
MOST_REMEMBERED: Final = 500
"""Projects that a product remembers to mark them when it is withdrawn; any number may cite it."""


def remembered(before: tuple[str, ...], event: str) -> tuple[str, ...]:
    """The released events that made a row, with this one."""
    return (*before, event)[-MOST_EVENTS:]


def needs_of_product(product: str) -> Iterator[Need]:
    """The product, and the projects that cite it."""
    yield Need(PRODUCTS, product, then=_needs_of_citing)


def _needs_of_citing(product: Product) -> Iterator[Need]:
    return (Need(PROJECTS, project) for project in product.cited_by)


def keep_product(event: Event[ReleasedProduct], known: Known) -> list[Change]:
    """The product can be cited from now on; a mark on those that cite it goes."""
    data = event.data
    before = known.get(PRODUCTS, data.product_id)
    if before and event.id in before.events:
        return []
    product = Product(
        id=data.product_id,
        kind=data.kind,
        state=data.state,
        released_on=data.released_on,
        withdrawn_on=None,
        cited_by=before.cited_by if before else (),
        events=remembered(before.events if before else (), event.id),
        synthetic=data.synthetic,
        audience=RELEASED,
        parties=(f"state:{data.state}",) if data.state else (),
    )
    return [Put(PRODUCTS, product), *_marked(product, known)]


def withdraw_product(event: Event[ReleasedWithdrawn], known: Known) -> list[Change]:
    """The UN no longer has it: it can no longer be newly cited, and who cites it is told by a mark."""
    row = known.get(PRODUCTS, event.data.id)
    if row is None or row.withdrawn_on is not None or event.id in row.events:
        return []
    product = replace(
        row,
        withdrawn_on=event.data.released_on,
        events=remembered(row.events, event.id),
        audience=NOT_RELEASED,
    )
    return [Put(PRODUCTS, product), *_marked(product, known)]


def _marked(product: Product, known: Known) -> Iterator[Put]:
    """The projects that still cite it, with the mark that it needs."""
    for project_id in product.cited_by:
        project = known.get(PROJECTS, project_id)
        if project is None or product.id not in project.products:
            continue
        marks = tuple(one for one in project.withdrawn_products if one != product.id)
        marks = (*marks, product.id) if product.withdrawn_on else marks
        if marks != project.withdrawn_products:
            yield Put(PROJECTS, replace(project, withdrawn_products=marks))


def withdrawn(said: NoticeProjectRegistered, known: Known) -> tuple[str, ...]:
    """Those of the products it cites that the UN had, and no longer has."""
    rows = (known.get(PRODUCTS, cited) for cited in said.products)
    return tuple(row.id for row in rows if row is not None and row.withdrawn_on is not None)


def cite(project: Project, known: Known) -> Iterator[Change]:
    """Each product that it cites remembers that, up to a bound."""
    for cited in project.products:
        row = known.get(PRODUCTS, cited)
        if row is not None and project.id not in row.cited_by and len(row.cited_by) < MOST_REMEMBERED:
            yield Put(PRODUCTS, replace(row, cited_by=(*row.cited_by, project.id)))
