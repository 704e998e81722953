"""The mark on projects that cite a product which the UN no longer has (OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.unoct.products.model import PRODUCTS, Product
from services.unoct.projects.model import PROJECTS
from shared.engine.rules import Known, Need, Put


def needs_of_product(product_id: str) -> Iterator[Need]:
    """The product, and the projects that cite it."""
    yield Need(PRODUCTS, product_id, then=_needs_of_citing_projects)


def _needs_of_citing_projects(product: Product) -> Iterator[Need]:
    return (Need(PROJECTS, project_id) for project_id in product.cited_by)


def mark_citing_projects(product: Product, known: Known) -> Iterator[Put]:
    """The projects that still cite it, with a mark if it is withdrawn, and without one if it is released again."""
    for project_id in product.cited_by:
        project = known.get(PROJECTS, project_id)
        if project is None or product.id not in project.products:
            continue
        marks = tuple(marked for marked in project.withdrawn_products if marked != product.id)
        marks = (*marks, product.id) if product.withdrawn_on else marks
        if marks != project.withdrawn_products:
            yield Put(PROJECTS, replace(project, withdrawn_products=marks))
