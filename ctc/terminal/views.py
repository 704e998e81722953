"""The calendar, a State's file, a trace: each as a terminal shows it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ctc.plain import make_plain
from ctc.terminal.cells import BAD, STYLES, build_table, make_cell

Item = Mapping[str, Any]

DUE: Final = {"due_on": "due", "state": "stands", "paragraph": "by"}
CALENDAR: Final = {**DUE, "subject": "State", "what": "what", "who": "who"}
SECTIONS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "calendar": ("Calendar", {**DUE, "what": "what", "owner": "owes it"}),
    "cycles": (
        "Follow-up",
        {
            "due_on": "due", "status": "stands", "response.due_on": "response due", "response.received_on": "came",
            "id": "id",
        },
    ),
    "recommendations": (
        "Recommendations",
        {
            "priority": "priority", "themes": "themes", "text": "text", "status.position": "position",
            "status.reported": "reported", "status.assessed": "assessed", "status.closed": "ended",
        },
    ),
    "assessments": (
        "Assessments",
        {
            "submitted_to_ctc_on": "submitted", "kind": "kind", "received_by_state_on": "received",
            "withdrawn": "withdrawn", "disclosure.audience": "audience", "id": "id",
        },
    ),
    "visits": ("Visits", {"components": "days", "kind": "kind", "mode": "mode", "stage": "stands", "id": "id"}),
    "consents": ("Consents", {"year": "year", "stage": "stands", "asked_on": "asked", "since": "since"}),
    "report_consents": (
        "Consent to reports",
        {"stage": "stands", "asked_on": "asked", "since": "since", "document": "letter", "assessment_id": "assessment"},
    ),
    "requests": ("Requests for a visit", {"requested_on": "day", "kind": "kind", "purpose": "purpose"}),
    "cases": ("Cases of UNOCT", {"stage": "stands", "since": "since", "recommendation_id": "recommendation"}),
    "meetings": ("Meetings", {"held_on": "held", "title": "title", "stage": "stands", "attended": "came"}),
    "products": ("Products", {"kind": "kind", "title": "title", "stage": "stands", "since": "since"}),
    "corrections": (
        "Put right",
        {
            "corrected_on": "day", "thing": "record", "field": "field", "before": "was", "after": "is",
            "reason": "reason",
        },
    ),
}  # fmt: skip
"""What a State's file shows of each part, what is urgent first."""


def build_calendar(items: Sequence[Item]) -> RenderableType:
    """Obligations and deadlines as a table."""
    rows = [{**item, "who": " to ".join(filter(None, (item["owner"], item.get("recipient"))))} for item in items]
    return build_table(CALENDAR, rows) if rows else Text("nothing is due")


def build_report(document: Item) -> RenderableType:
    """The figures of an edition, each with what it was counted from."""
    edition = f"{document['report']} {document.get('year') or ''}".strip()
    about = f"  edition {document['edition']}, up to {document['cut_off']}, for: {document['audience']}"
    parts: list[RenderableType] = [Text.assemble((edition, "bold"), about)]
    if document.get("synthetic"):
        parts.append(Text("synthetic: what it says of States is invented", style=BAD))
    rows = [
        {**one, "of": None if one["denominator"] is None else f"of {one['denominator']}"} for one in document["figures"]
    ]
    columns = {"label": "figure", "numerator": "number", "of": "", "value": "per cent", "unit": "unit"}
    percents = [one if one["of"] else {**one, "value": None} for one in rows]
    return Group(*parts, Text(), build_table(columns, percents))


def build_state(answer: Item) -> RenderableType:
    """A State's file: who it is, then a table for each part that has anything in it."""
    state = answer["state"]
    about = ", ".join(filter(None, (state.get("subregion"), state.get("regional_group"))))
    parts: list[RenderableType] = [Text.assemble((f"{state['name']} ({state['id']})", "bold"), f"  {about}")]
    empty = []
    for name, (title, columns) in SECTIONS.items():
        items = answer.get(name, {}).get("items", ())
        if not items:
            empty.append(title.lower())
            continue
        number = f"{len(items)}{' and more' if answer[name].get('next') else ''}"
        parts += [Text.assemble("\n", (title, "bold cyan"), f"  {number}"), build_table(columns, items)]
    if empty:
        parts.append(Text(f"\nnothing of: {', '.join(empty)}", style="dim"))
    return Group(*parts)


def build_trace(answer: Item) -> RenderableType:
    """What caused what, as a tree: each event below the one that caused it."""
    items: Sequence[Item] = answer["items"]
    tree = Tree(Text(make_plain(str(answer["id"])), style="bold"), guide_style="dim")
    branches: dict[str, Tree] = {}
    for item in items:
        above = branches.get(str(item.get("parent")), tree)
        branches[item["id"]] = above.add(_event(item, answer["id"]))
    if not answer.get("complete", True):
        tree.add(Text("and more", style="dim"))
    return tree


def _event(item: Item, of: str) -> Text:
    """An event in a line. The thing that was asked about is not named again."""
    name = item["type"].removesuffix(".v1")
    thing = item.get("thing") or {}
    which = (thing.get("kind"), thing.get("id")) if thing.get("id") != of else ()
    text = Text.assemble(
        (str(item.get("occurred_on") or ""), "dim"),
        f"  {name}  ",
        (make_cell(item.get("subject")).plain, "bold"),
        f"  {make_plain(' '.join(filter(None, which)))}".rstrip(),
    )
    text.highlight_regex("|".join(rf"\.{word}\b" for word in STYLES if STYLES[word] == "bold red"), "bold red")
    if item.get("principal"):
        text.append(f"  by {make_cell(item['principal']).plain}", style="dim")
    return text


def build_list(columns: Mapping[str, str], items: Sequence[Item]) -> RenderableType:
    """A list as a table."""
    return build_table(columns, items) if items else Text("none")


def build_end(totals: Sequence[Item], left: Sequence[tuple[str, str]]) -> RenderableType:
    """The end of the demo: its totals, each counted in two places, and what to open next."""
    table = build_table({"outcome": "", "total": "total", "left": "one side", "right": "other side"}, totals)
    files = Table.grid(padding=(0, 2))
    for file, about in left:
        files.add_row(Text(file, style="bold", overflow="fold"), Text(about, style="dim"))
    return Group(Text(), table, Text("\nOpen next", style="bold cyan"), files)
