"""How the consents, requests, meetings and products of a State are shown. Pure."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import orjson

from services.council.facts.disclosure.model import Reader

Row: TypeAlias = Any
"""A row of the database, by the names of columns."""
Shown: TypeAlias = "dict[str, Any]"

_CORRECTION = ("id", "thing", "number", "field", "before", "after", "reason", "document", "corrected_by")
_OTHERS_PLACES = re.compile(r"^invitations\.\d+\.")
_PRODUCT = ("title", "summary", "themes", "document")


def show_consent(_reader: Reader, row: Row) -> Shown:
    """How a question for consent was answered: `asked` is still open, `lapsed` was not answered."""
    return {
        "id": row["consent_id"],
        "year": row["year"],
        "kind": row["kind"],
        "stage": row["stage"],
        "asked_on": row["asked_on"],
        "since": row["occurred_on"],
        "synthetic": row["synthetic"],
    }


def show_report_consent(_reader: Reader, row: Row) -> Shown:
    """The State's present word on the release of its report; or its last request for confidentiality."""
    data = orjson.loads(row["data"])
    return {
        "assessment_id": row["assessment_id"],
        "stage": row["stage"],
        "asked_on": row["asked_on"],
        "since": row["occurred_on"],
        "parts": data.get("parts", []),
        "document": data.get("document"),
        "synthetic": row["synthetic"],
    }


def show_request(_reader: Reader, row: Row) -> Shown:
    """The State's own request for a visit."""
    return {
        "id": row["request_id"],
        "requested_on": row["occurred_on"],
        "kind": row["kind"],
        "year": row["year"],
        "purpose": orjson.loads(row["data"]).get("purpose"),
        "synthetic": row["synthetic"],
    }


def show_meeting(reader: Reader, row: Row) -> Shown:
    """A meeting to which the State was invited, and what it did; what others did is not its matter.

    Nor is whose report the meeting follows up: that State is invited too.
    """
    data, knows = orjson.loads(row["data"]), row["is_on_it"] or reader.principal.audience == "committee"
    return {
        "id": row["meeting_id"],
        "title": data["title"],
        "kind": row["kind"],
        "stage": row["stage"],
        "held_on": row["occurred_on"] if row["stage"] == "held" else data.get("held_on"),
        **{name: reader.state in row[name] for name in ("answered", "declined", "attended")},
        "assessment_id": data.get("assessment_id") if knows else None,
        "synthetic": row["synthetic"],
    }


def show_correction(reader: Reader, row: Row) -> Shown:
    """A record of the State's that was put right (rule 4): the original, the reason, the document.

    Number and field count nothing of others: of a meeting the State sees its own invitation alone.
    """
    data = orjson.loads(row["data"])
    shown = {name: data.get(name) for name in _CORRECTION} | {
        "corrected_on": row["occurred_on"],
        "synthetic": row["synthetic"],
    }
    if reader.principal.audience == "committee":
        return shown
    return shown | {"number": row["place"], "field": _OTHERS_PLACES.sub("invitations.0.", shown["field"])}


def show_product(reader: Reader, row: Row) -> Shown:
    """A survey or analytical product about the State; drafts and withdrawn ones are for insiders."""
    data = orjson.loads(row["data"])
    shown = {
        "id": row["product_id"],
        "kind": row["kind"],
        "stage": row["stage"],
        "since": row["occurred_on"],
        **{name: data[name] for name in _PRODUCT if name in data},
        "synthetic": row["synthetic"],
    }
    inside = {"disclosure": {"audience": row["audience"], "parties": row["parties"]}}
    return shown | inside if reader.insider and row["audience"] else shown
