"""How a lineage is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.council.facts.things import deadline_of, kind_of
from services.council.lookups.traces.model import Lineage, Record, put_in_order


def show_event(lineage: Lineage, depth: int, event: Record, inside: bool) -> dict[str, Any]:
    """An event without its data: the payload is shown where its thing is."""
    parent = lineage.parent(event["id"])
    shown = {
        "id": event["id"],
        "type": event["type"],
        "source": event["source"],
        "subject": event["subject"],
        "thing": {"kind": kind_of(event["type"]), "id": event["thing"]} if event["thing"] else None,
        "time": event["time"],
        "occurred_on": event["occurred_on"],
        "depth": depth,
        "parent": parent if parent in lineage.events else None,
        "deadline": deadline_of(event["causationid"], event["parent"]),
        "synthetic": event["synthetic"],
    }
    if not inside:
        return shown
    cause = {"causationid": event["causationid"], "correlationid": event["correlationid"]}
    return shown | cause | {name: event[name] for name in ("topic", "partition", "position")}


def list_things(lineage: Lineage) -> list[Mapping[str, str]]:
    """All things that these events are about, in order of their first event."""
    seen: dict[str, str] = {}
    for _, event in put_in_order(lineage):
        if event["thing"]:
            seen[event["thing"]] = seen.get(event["thing"]) or kind_of(event["type"])
    return [{"kind": kind, "id": id_} for id_, kind in seen.items()]
