"""What is asked of followup: cycles, responses, meetings. Pure."""

from __future__ import annotations

from typing import Final

from ctc.desk.table import ID, Thing, Verb

THINGS: Final = (
    Thing(
        "cycle",
        "followup",
        "What follows an assessment: the State's response, CTED's report (OP16).",
        (
            Verb("list", "GET /cycles", "--state KEN"),
            Verb("show", "GET /cycles/{cycle}", ID),
            Verb(
                "report",
                "POST /cycles/{cycle}/report",
                f"{ID} --submitted-on 2025-05-20 --recommendation 'recommendation_id={ID} implementation=implemented'",
            ),
            Verb(
                "due-date",
                "POST /cycles/{cycle}/due-date",
                f"{ID} --due-on 2025-09-01 --decided-on 2025-05-01 --decided-by CTC --why 'The State asked.'",
            ),
            Verb(
                "further",
                "POST /cycles/{cycle}/further-follow-up",
                f"{ID} --period P12M --decided-on 2025-06-20 --decided-by CTC --why 'Two are open.'",
            ),
            Verb(
                "recommendations",
                "GET /cycles/{cycle}/recommendations",
                ID,
                ("id", "priority", "reported", "assessed", "lifecycle"),
            ),
            Verb(
                "assess",
                "POST /cycles/{cycle}/recommendations/{recommendation}/assessment",
                f"{ID} {ID} --implementation partly_implemented --assessed-on 2025-03-03",
            ),
            Verb(
                "position",
                "POST /cycles/{cycle}/recommendations/{recommendation}/position",
                f"{ID} {ID} --position accepted --implementation in_progress --stated-on 2024-12-02",
            ),
            Verb(
                "add",
                "POST /cycles/{cycle}/recommendations",
                f"{ID} --reference R9 --text 'Train judges.' --theme prosecution --priority high --made-by CTED"
                " --assistance-needed --made-on 2025-06-02",
            ),
            Verb(
                "succeed",
                "POST /cycles/{cycle}/successions",
                f"{ID} --change merge --parent {ID} --parent {ID} --decided-on 2025-06-02 --successor"
                " 'reference=R10 text=Train theme=prosecution priority=high made_by=CTED assistance_needed=yes'",
            ),
            Verb(
                "recommendation-due-date",
                "POST /cycles/{cycle}/recommendations/{recommendation}/due-date",
                f"{ID} {ID} --due-on 2026-06-02 --decided-on 2025-06-02 --decided-by CTC --why 'It is new.'",
            ),
            Verb(
                "end",
                "POST /cycles/{cycle}/recommendations/{recommendation}/closure",
                f"{ID} {ID} --reason overtaken --closed-on 2025-03-03",
            ),
            Verb(
                "carry-over",
                "POST /cycles/{cycle}/recommendations/{recommendation}/carry-over",
                f"{ID} {ID} --to-cycle {ID} --decided-on 2025-03-03 --decided-by CTC",
            ),
            Verb("close", "POST /cycles/{cycle}/closure", f"{ID} --closed-on 2025-06-20 --reason 'All is done.'"),
        ),
        ("id", "state", "status", "due_on", "response_due_on"),
    ),
    Thing(
        "response",
        "followup",
        "What a State answers to an assessment's recommendations (OP16).",
        (
            Verb(
                "record",
                "POST /cycles/{cycle}/response",
                f"{ID} --received-on 2024-12-02 --position 'recommendation_reference=R1 position=accepted'",
            ),
            Verb("list", "GET /cycles/{cycle}/responses", ID),
            Verb("show", "GET /responses/{response}", ID),
        ),
        ("id", "received_on"),
    ),
    Thing(
        "meeting",
        "followup",
        "Meetings to which States are invited (OP16, OP17).",
        (
            Verb(
                "plan",
                "POST /meetings",
                "--reference M-7 --title 'Follow-up' --kind invitation --invited KEN --invited-on 2025-01-10",
            ),
            Verb(
                "change-plan",
                "POST /meetings/{meeting}/plan",
                f"{ID} --title 'Follow-up' --kind invitation --invited KEN --invited-on 2025-01-10",
            ),
            Verb("answer", "POST /meetings/{meeting}/answers", f"{ID} --state KEN --coming --answered-on 2025-01-20"),
            Verb("hold", "POST /meetings/{meeting}/record", f"{ID} --held-on 2025-02-12 --attended KEN"),
            Verb("cancel", "POST /meetings/{meeting}/cancellation", f"{ID} --cancelled-on 2025-02-01 --reason Storm"),
            Verb("show", "GET /meetings/{meeting}", ID),
            Verb("list", "GET /meetings", "--year 2025"),
        ),
        ("id", "kind", "status", "title", "day"),
    ),
)
