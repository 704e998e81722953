"""Whose visit a row of a file is. A file of visits has the Committee's own: others announce theirs (OP35). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.ids import slug
from reference import Body, Reference
from shared.engine.imports.files import LineRejected


def check_body(text: str, reference: Reference) -> None:
    """The column `body`. Raises LineRejected if it names another body alone; a joint visit is the Committee's too."""
    body = reference.body(text)
    bodies = [body] if body else list(_find_bodies(text, reference))
    if text and not _is_own(bodies):
        raise LineRejected(_say_whose(bodies[0].name if bodies else text[:60]))


def check_type(text: str, reference: Reference) -> None:
    """A type of visit that is no known one. Raises LineRejected if it is another body's name, such as `UNODC visit`."""
    bodies = list(_find_bodies(text, reference))
    if bodies and not _is_own(bodies):
        raise LineRejected(_say_whose(bodies[0].name))


def _is_own(bodies: list[Body]) -> bool:
    return any(body.kind == "committee" for body in bodies)


def _say_whose(name: str) -> str:
    return (
        f"it is a visit of {name}: this file has visits of CTED alone. "
        "Other bodies announce theirs by notice.visit.planned (OP35)"
    )


def _find_bodies(text: str, reference: Reference) -> Iterator[Body]:
    """The bodies that it names. Those of the Council's other committees are known by their resolution's number too."""
    words = f"-{slug(text)}-"
    for body in reference.bodies:
        names = {slug(spelling) for spelling in (body.name, body.title, *body.aliases)}
        if body.kind == "council_body":
            names |= {word for word in body.id.split("-") if word.isdigit()}
        if any(f"-{name}-" in words for name in names):
            yield body
