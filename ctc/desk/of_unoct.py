"""What is asked of unoct: cases, projects, briefings, steps. Pure."""

from __future__ import annotations

from typing import Final

from ctc.desk.table import ID, Thing, Verb

THINGS: Final = (
    Thing(
        "need",
        "unoct",
        "Recommendations released to the UN that need assistance (OP15).",
        (
            Verb("list", "GET /needs", "--state KEN --requested"),
            Verb("show", "GET /needs/{id}", ID),
        ),
        ("id", "state", "priority", "assistance_requested"),
    ),
    Thing(
        "case",
        "unoct",
        "Needs with which States ask to be helped, and what came of each (OP15).",
        (
            Verb("list", "GET /cases", "--state KEN"),
            Verb("show", "GET /cases/{id}", ID),
            Verb("offer", "POST /cases/{id}/offer", f"{ID} --body UNODC --offered-on 2024-09-02"),
            Verb("take-up", "POST /cases/{id}/uptake", f"{ID} --project-id {ID} --taken-up-on 2024-10-01"),
            Verb("deliver", "POST /cases/{id}/delivery", f"{ID} --delivered-on 2025-03-01"),
            Verb("decline", "POST /cases/{id}/decline", f"{ID} --reason 'The State takes it back.'"),
        ),
        ("id", "state", "status", "recommendation_id"),
    ),
    Thing(
        "duplication",
        "unoct",
        "Pairs of projects for one need (OP15).",
        (
            Verb("list", "GET /duplications", "--state KEN"),
            Verb("show", "GET /duplications/{id}", ID),
            Verb("resolve", "POST /duplications/{id}/resolution", f"{ID} --resolution divided --note 'By region.'"),
        ),
        ("id", "state", "status"),
    ),
    Thing(
        "briefing",
        "unoct",
        "UNOCT's briefings, and meetings of the heads (OP24, OP25).",
        (
            Verb("plan", "POST /briefings", "--reference B-7 --invited-on 2024-05-02 --planned-for 2024-06-20"),
            Verb("hold", "POST /briefings/{id}/holding", f"{ID} --held-on 2024-06-20 --speaker director"),
            Verb("cancel", "POST /briefings/{id}/cancellation", f"{ID} --cancelled-on 2024-06-01 --reason Postponed"),
            Verb("show", "GET /briefings/{id}", ID),
            Verb("list", "GET /briefings", "--year 2024"),
        ),
        ("id", "kind", "planned_for", "held_on", "speaker", "cancelled_on"),
    ),
    Thing(
        "project",
        "unoct",
        "Projects and programmes that help States (OP15).",
        (
            Verb(
                "register",
                "POST /projects",
                "--reference P-7 --title Financing --lead-body UNODC --state KEN --theme cft --status active",
            ),
            Verb("show", "GET /projects/{id}", ID),
            Verb("list", "GET /projects", "--state KEN"),
        ),
        ("id", "kind", "status", "title"),
    ),
    Thing(
        "step",
        "unoct",
        "Practical steps on which CTED and UNOCT agree (OP24).",
        (
            Verb(
                "agree",
                "POST /steps",
                "--reference S-7 --title 'One calendar' --owner CTED --due-on 2024-12-31 --indicator 'It is shared.'",
            ),
            Verb("done", "POST /steps/{id}/completion", f"{ID} --done-on 2024-12-01"),
            Verb("show", "GET /steps/{id}", ID),
            Verb("list", "GET /steps", "--owner CTED"),
        ),
        ("id", "owner", "status", "due_on", "title"),
    ),
)
