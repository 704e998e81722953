"""Invariants of the editions of reports, as they were published and as they are served. Each says what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson

from contracts.audiences import at_or_narrower
from ctc.simulation.invariants.look import Look

BY_REGION: Final = "assessed.region."


def what_is_withheld_and_what_is_shown_is_the_total(look: Look) -> Iterator[str]:
    """In every edition and reissue of the annual report, as far as its tables show their groups (rule 12)."""
    for key, document in _documents(look):
        if document["report"] != "annual":
            continue
        figures = {one["id"]: one for one in document["figures"]}
        total = figures["implemented"]["denominator"]
        groups = [one["denominator"] for id_, one in figures.items() if id_.startswith(BY_REGION)]
        shown, hidden = sum(one for one in groups if one is not None), groups.count(None)
        left = total - document["withheld"] - shown
        if (left != 0) if not hidden else (left < hidden):
            yield f"edition {key}: {total} in all, {document['withheld']} withheld, {shown} shown, {hidden} hidden"
        if hidden == 1 and len(groups) > 1:
            yield f"edition {key}: what is hidden in one group, the others tell"


def a_reissue_changes_no_total(look: Look) -> Iterator[str]:
    """Content is as of the freeze; disclosure, as of serving: totals count what is withheld (rule 11)."""
    documents, behind = dict(_documents(look)), {row["id"] for row in look.tables["behind"]}
    for key, document in documents.items():
        edition = key.split("/reissue/")[0]
        if edition in behind:
            continue  # council had yet to read what others had recorded by the freeze
        if _totals(document) != _totals(documents[edition]):
            yield f"edition {key} has other totals than the one that it redacts"


def _totals(document: dict[str, Any]) -> dict[str, tuple[int | None, int | None]]:
    whole = (one for one in document["figures"] if "." not in one["id"])
    return {one["id"]: (one["numerator"], one["denominator"]) for one in whole}


def _documents(look: Look) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in look.tables["edition_documents"]:
        yield row["id"], orjson.loads(row["document"])


def every_edition_is_with_its_readers_unless_it_showed_too_much(look: Look) -> Iterator[str]:
    """What was narrowed since is counted again before anybody but the Committee has the edition (rule 11)."""
    for row in look.tables["editions"]:
        for audience in at_or_narrower(row["audience"]):
            if audience != "committee":
                has = row["id"] in look.history.released.get(audience, {})
                if has == (row["narrowings"] > row["settled"]):
                    yield f"edition {row['id']}, {row['narrowings']} times narrowed: {audience} has it: {has}"


INVARIANTS: Final = (
    what_is_withheld_and_what_is_shown_is_the_total,
    a_reissue_changes_no_total,
    every_edition_is_with_its_readers_unless_it_showed_too_much,
)
