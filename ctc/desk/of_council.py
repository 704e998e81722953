"""What is asked of council: the log of activities. Pure."""

from __future__ import annotations

from typing import Final

from ctc.desk.table import ID, Thing, Verb

THINGS: Final = (
    Thing(
        "activity",
        "council",
        "Work that is no visit, report or meeting, such as workshops (OP17).",
        (
            Verb(
                "log",
                "POST /activities",
                "--kind workshop --day 2024-05-14 --with-whom UNOCT --subject 'Border security' --paragraph OP26"
                " --theme border-security --audience public",
            ),
            Verb("show", "GET /activities/{activity}", ID),
            Verb("list", "GET /activities", "--kind workshop --year 2024"),
        ),
        ("id", "day", "kind", "paragraph", "subject"),
    ),
)
