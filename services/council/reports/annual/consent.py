"""Consent of Member States to visits, and to the release of reports (OP18). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block, Heading
from services.council.documents.words import cite_with_unit, number, paragraph, per_cent, some
from services.council.reports.annual.content import Content


def consent(content: Content) -> Iterator[Block]:
    """Consent to visits, release to the United Nations system, and consent to what is wider."""
    yield Heading("A. Visits")
    given = content["consents_given"]
    if given.denominator:
        yield paragraph(
            f"{content.opening}, consent to a visit was asked of States in "
            f"{some(given.denominator, 'case', 'cases')}. By the cut-off it had been given in ",
            number(given),
            " (",
            per_cent(given),
            "). In the others it was declined, or there was no answer yet.",
        )
    else:
        yield paragraph(f"No request for consent to a visit is recorded {content.in_the_period}.")
    yield Heading("B. Release of assessments to the United Nations system")
    full, part = content["reports_released_full"], content["reports_released_part"]
    if full.denominator:
        yield paragraph(
            f"Of the {some(full.denominator, 'assessment', 'assessments')} completed {content.in_the_period}, ",
            number(full),
            " (",
            per_cent(full),
            ") had been released to the United Nations system in full by the cut-off, and ",
            number(part),
            " (",
            per_cent(part),
            ") in part. What is in neither group had not been released.",
        )
    else:
        yield paragraph(f"No assessment was completed {content.in_the_period}, so that none was due for release.")
    yield Heading("C. Consent to wider release of assessments")
    yield from _consent_to_reports(content)


def _consent_to_reports(content: Content) -> Iterator[Block]:
    """What States were asked and answered; never read out of the release to the United Nations system."""
    asked, confidential = content["report_consents_asked"], content["confidentiality_requested"]
    yield paragraph(
        "Assessments are open to the United Nations system unless the State concerned asks that they be kept "
        "confidential. That release is no consent, and is not counted as one. Whoever else is to have an assessment "
        "may have it with the State's consent alone, after consultation with the Committee."
    )
    if asked.numerator:
        yield paragraph(
            f"{content.opening}, States were asked for that consent to ",
            cite_with_unit(asked, "assessment", "assessments"),
            ". By the cut-off it had been given in full to ",
            number(content["report_consents_full"]),
            ", in part to ",
            number(content["report_consents_part"]),
            " and refused to ",
            number(content["report_consents_refused"]),
            ". There was no answer on ",
            number(content["report_consents_silent"]),
            ".",
        )
    else:
        yield paragraph(f"No request for that consent is recorded {content.in_the_period}.")
    if confidential.numerator:
        yield paragraph(
            f"{content.opening}, States asked that ",
            cite_with_unit(confidential, "assessment", "assessments"),
            ", or parts of them, be kept confidential.",
        )
