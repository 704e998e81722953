"""What is asked of assessments: from the list of States to visit to the released report. Pure."""

from __future__ import annotations

from typing import Final

from ctc.desk.table import ID, Thing, Verb

RECOMMENDATION: Final = (
    "'reference=R1 text=\"Review the law on financing.\" theme=cft priority=high made_by=CTED assistance_needed=yes'"
)

THINGS: Final = (
    Thing(
        "programme",
        "assessments",
        "The list of States to visit in a year (OP12).",
        (
            Verb(
                "adopt",
                "POST /programmes",
                "--year 2024 --adopted-on 2024-01-10 --entry 'state=KEN reason.code=known-gaps'",
            ),
            Verb(
                "change",
                "POST /programmes/{year}/changes",
                "2024 --changed-on 2024-07-01 --reason 'An attack.' --added 'state=FJI reason.code=events'",
            ),
            Verb("show", "GET /programmes/{year}", "2024"),
            Verb("list", "GET /programmes"),
        ),
        ("year", "adopted_on", "document"),
    ),
    Thing(
        "consent",
        "assessments",
        "A State's consent to a visit (OP12).",
        (
            Verb("ask", "POST /programmes/{year}/consents", "2024 --state KEN --asked-on 2024-01-15"),
            Verb("answer", "POST /consents/{consent}/answer", f"{ID} --answer given --answered-on 2024-02-01"),
            Verb("show", "GET /consents/{consent}", ID),
            Verb("list", "GET /consents", "--year 2024 --status asked"),
        ),
        ("id", "state", "year", "status", "asked_on"),
    ),
    Thing(
        "visit",
        "assessments",
        "Visits to States: planned, agreed to, held.",
        (
            Verb("plan", "POST /visits", "--reference V-7 --state KEN --kind comprehensive --start 2024-03-04"),
            Verb("change-plan", "POST /visits/{visit}/plan", f"{ID} --start 2024-03-11 --end 2024-03-15"),
            Verb("agree", "POST /visits/{visit}/agreement", f"{ID} --agreed-on 2024-02-01"),
            Verb("guests", "POST /visits/{visit}/guests", f"{ID} --guest 'body=UNODC sector=compact came=yes'"),
            Verb("mission", "POST /visits/{visit}/mission", f"{ID} --mission 'Lake Chad 2017'"),
            Verb("component", "POST /visits/{visit}/components", f"{ID} --mode virtual --start 2024-02-12"),
            Verb("hold", "POST /visits/{visit}/completion", f"{ID} --participant UNODC"),
            Verb("cancel", "POST /visits/{visit}/cancellation", f"{ID} --cancelled-on 2024-02-20 --reason Elections"),
            Verb("merge", "POST /visits/{visit}/merger", f"{ID} --with {ID} --decided-by CTED --decided-on 2024-05-02"),
            Verb(
                "separate",
                "POST /visits/{visit}/separation",
                f"{ID} --visit {ID} --decided-by CTED --decided-on 2024-05-03",
            ),
            Verb(
                "withdraw",
                "POST /visits/{visit}/withdrawal",
                f"{ID} --withdrawn-on 2024-05-03 --reason Invented",
            ),
            Verb("show", "GET /visits/{visit}", ID),
            Verb("list", "GET /visits", "--state KEN"),
        ),
        ("id", "state", "kind", "status", "year"),
    ),
    Thing(
        "visit-request",
        "assessments",
        "What States ask for themselves: a visit (OP12).",
        (
            Verb("record", "POST /visit-requests", "--state KEN --requested-on 2023-11-02 --year 2024"),
            Verb("list", "GET /visit-requests", "--year 2024"),
        ),
        ("id", "state", "year", "kind", "requested_on"),
    ),
    Thing(
        "draft",
        "assessments",
        "Drafts of assessments, on which a State has 30 days (OP14).",
        (
            Verb(
                "share",
                "POST /assessments/drafts",
                "--reference A-7 --state KEN --kind comprehensive --draft draft --draft-shared-on 2024-04-15",
            ),
            Verb("observe", "POST /assessments/{assessment}/observations", f"{ID} --received-on 2024-05-10"),
            Verb(
                "correct-observations",
                "POST /assessments/{assessment}/observations/corrections",
                f"{ID} --field observations_received_on --value 2024-05-09 --reason 'A slip.' --document 'Note 17'",
            ),
            Verb(
                "extend",
                "POST /assessments/{assessment}/observations-extension",
                f"{ID} --due-on 2024-06-15 --decided-on 2024-05-10 --decided-by CTED --why 'The State asked.'",
            ),
            Verb(
                "complete",
                "POST /assessments/{assessment}/completion",
                f"{ID} --report-date 2024-06-03 --submitted-to-ctc-on 2024-06-10 --recommendation {RECOMMENDATION}",
            ),
        ),
    ),
    Thing(
        "assessment",
        "assessments",
        "Final reports on States, and who may have them (OP19).",
        (
            Verb(
                "submit",
                "POST /assessments",
                "--reference A-8 --state KEN --kind desk --report-date 2024-06-03 --submitted-to-ctc-on 2024-06-10"
                f" --recommendation {RECOMMENDATION}",
            ),
            Verb("receive", "POST /assessments/{assessment}/receipt", f"{ID} --received-by-state-on 2024-06-12"),
            Verb("note", "POST /assessments/{assessment}/noting", f"{ID} --noted-on 2024-07-01"),
            Verb(
                "correct",
                "POST /assessments/{assessment}/corrections",
                f"{ID} --submitted-to-ctc-on 2024-06-11 --reason 'A slip of the pen.'",
            ),
            Verb(
                "disclose",
                "POST /assessments/{assessment}/disclosure",
                f"{ID} --audience public --decided-by 'Permanent Mission' --decided-on 2024-08-01 --consulted-ctc",
            ),
            Verb("ask-consent", "POST /assessments/{assessment}/consent", f"{ID} --asked-on 2024-06-20"),
            Verb(
                "answer-consent",
                "POST /assessments/{assessment}/consent",
                f"{ID} --answer part --answered-on 2024-07-10 --document 'Note verbale 17' --part {ID}",
            ),
            Verb(
                "keep-confidential",
                "POST /assessments/{assessment}/confidentiality",
                f"{ID} --requested-on 2024-07-10 --document 'Note verbale 17'",
            ),
            Verb(
                "correct-consent",
                "POST /assessments/{assessment}/consent/corrections",
                f"{ID} --field asked_on --value 2024-06-19 --reason 'A slip of the pen.' --document 'Note 17'",
            ),
            Verb("consents", "GET /report-consents", "--status asked", ("id", "state", "status", "asked_on")),
            Verb("show-consent", "GET /assessments/{assessment}/consent", ID),
            Verb(
                "withdraw",
                "POST /assessments/{assessment}/withdrawal",
                f"{ID} --withdrawn-on 2024-09-02 --reason 'It was of another State.'",
            ),
            Verb("corrections", "GET /assessments/{assessment}/corrections", ID, ("id", "corrected_on", "reason")),
            Verb("show", "GET /assessments/{assessment}", ID),
            Verb("list", "GET /assessments", "--state KEN"),
        ),
        ("id", "state", "kind", "status", "submitted_to_ctc_on"),
    ),
    Thing(
        "recommendation",
        "assessments",
        "Recommendations to States, and what came of each (OP16, OP39).",
        (
            Verb("list", "GET /recommendations", "--state KEN --theme cft"),
            Verb("show", "GET /recommendations/{recommendation}", ID),
            Verb(
                "statuses",
                "GET /recommendation-statuses",
                "--state KEN --lifecycle live",
                ("id", "cycle_id", "reference", "lifecycle", "assessed"),
                service="followup",
            ),
            Verb(
                "disclose",
                "POST /recommendations/{recommendation}/disclosure",
                f"{ID} --audience committee --decided-by 'Permanent Mission' --decided-on 2024-08-01",
            ),
            Verb(
                "request-assistance",
                "POST /recommendations/{recommendation}/assistance-request",
                f"{ID} --requested --requested-on 2024-08-01",
            ),
        ),
        ("id", "state", "priority", "assistance_requested", "closed"),
    ),
    Thing(
        "product",
        "assessments",
        "Surveys and analytical products (OP19, OP20, OP23).",
        (
            Verb("draft", "POST /products", "--reference P-7 --kind trends --title 'Trends of 2024' --theme uas"),
            Verb("adopt", "POST /products/{product}/adoption", f"{ID} --adopted-on 2024-09-02"),
            Verb(
                "disclose",
                "POST /products/{product}/disclosure",
                f"{ID} --audience public --decided-by CTC --decided-on 2024-10-01",
            ),
            Verb("withdraw", "POST /products/{product}/withdrawal", f"{ID} --withdrawn-on 2024-11-04 --reason Old"),
            Verb("show", "GET /products/{product}", ID),
            Verb("list", "GET /products", "--kind trends"),
        ),
        ("id", "kind", "status", "title"),
    ),
)
