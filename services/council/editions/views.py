"""How editions are shown, and what a figure of one counted. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.council.counting.listing import Counted
from services.council.counting.numbers import Figure
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.editions.model import EDITIONS, Edition
from services.council.editions.shapes import EDITION
from services.council.editions.signatures.signing import find_digest
from shared.engine.declarations import View
from shared.engine.principals import Principal


def show_edition(edition: Edition, reader: Principal) -> dict[str, Any]:
    """An edition in a list: without positions, which are never shown."""
    always = ("id", "report", "year", "edition", "title", "audience", "cut_off", "synthetic", "published_on", "path")
    for_all = ("thing", "state", "corrects", "reissue", "symbol", "transmitted_to", "withdrawn_on")
    about = for_all + (("reason", "withdrawn_because") if reader.audience == "committee" else ())
    return (
        {name: getattr(edition, name) for name in always}
        | {"freeze": edition.frozen_at, "transmitted_on": edition.published_on}
        | {"stage": "withdrawn" if edition.withdrawn_on else "transmitted"}
        | {name: value for name in about if (value := getattr(edition, name))}
        | _show_what_proves_it(edition, reader)
        | {"corrigenda": [{"noted_on": one.noted_on, "text": one.text} for one in edition.corrigenda]}
    )


def _show_what_proves_it(edition: Edition, reader: Principal) -> dict[str, Any]:
    """Digest and signature of the document that this reader is served.

    None before it is counted again: who may not have the document as it is could try the few numbers that it may have.
    """
    if edition.pending and not edition.is_of(reader):
        return {}
    id_ = edition.id if edition.is_of(reader) else edition.served_id
    proof = {"digest": f"sha-256:{find_digest(edition, id_)}"}
    return proof | ({"signature": edition.signatures[id_]} if id_ in edition.signatures else {})


VIEW: View[Edition] = View(EDITIONS, lambda edition, viewer: show_edition(edition, viewer.principal), EDITION)


def show_counted(document: Document, figure: Figure, shown: Sequence[Counted], more: str | None) -> dict[str, Any]:
    """One page of what a figure counted; `more` is the cursor of the next one."""
    items = [
        {"id": one.id, "kind": one.kind, "states": one.states}
        | ({} if one.numerator is None else {"numerator": one.numerator})
        | {"events": one.events}
        for one in shown
    ]
    about = {"figure": as_json.figure_json(figure), "edition": document.edition, "withheld": document.withheld}
    return about | {"items": items, "next": more}
