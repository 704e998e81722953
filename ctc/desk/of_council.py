"""What is asked of council: obligations, the log of activities. `ctc report` has the reports. Pure."""

from __future__ import annotations

from typing import Final

from ctc.desk.table import ID, Thing, Verb

THINGS: Final = (
    Thing(
        "obligation",
        "council",
        "What the mandates ask for, and what was requested (OP17).",
        (
            Verb("list", "GET /obligations", "--status overdue"),
            Verb("show", "GET /obligations/{obligation_id}", "annual-report-2024"),
            Verb(
                "request",
                "POST /obligations",
                "--obligation requested-briefing --due-on 2024-10-15 --document 'Letter of the Chair'",
            ),
            Verb(
                "perform",
                "POST /obligations/{obligation_id}/performance",
                "informal-consultations-2024 --held-on 2024-11-20 --document 'Summary of the Chair'",
            ),
        ),
        ("id", "state", "due_on", "owner"),
    ),
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
            Verb(
                "correct",
                "POST /activities/{activity}/corrections",
                f"{ID} --field day --value 2024-05-15 --reason 'A slip of the pen.' --document 'Note 17'",
            ),
            Verb(
                "withdraw",
                "POST /activities/{activity}/withdrawal",
                f"{ID} --withdrawn-on 2024-06-03 --reason 'It was logged twice.' --document 'Note 17'",
            ),
            Verb("show", "GET /activities/{activity}", ID),
            Verb("list", "GET /activities", "--kind workshop --year 2024"),
        ),
        ("id", "day", "kind", "paragraph", "subject", "withdrawn_on"),
    ),
)
