"""Consent of Member States to visits, and to the release of reports (OP18). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block
from services.council.reports.annual.content import Content


def consent(content: Content) -> Iterator[Block]:
    """Consent to visits, release to the United Nations system, and consent to what is wider."""
    yield content.heading("annual-consent-visits")
    given, full = content["consents_given"], content["reports_released_full"]
    if given.denominator:
        answers = {name: content[f"consents_{name}"] for name in ("declined", "lapsed", "open")}
        yield content.paragraph("annual-consent-asked", given=given, **answers)
    else:
        yield content.paragraph("annual-consent-none")
    yield content.heading("annual-release")
    if full.denominator:
        yield content.paragraph("annual-released", full=full, part=content["reports_released_part"])
    else:
        yield content.paragraph("annual-released-none")
    yield content.heading("annual-wider")
    yield from _consent_to_reports(content)


def _consent_to_reports(content: Content) -> Iterator[Block]:
    """What States were asked and answered; never read out of the release to the United Nations system."""
    asked, confidential = content["report_consents_asked"], content["confidentiality_requested"]
    yield content.paragraph("annual-wider-rule")
    if asked.numerator:
        answers = {name: content[f"report_consents_{name}"] for name in ("full", "part", "refused", "silent")}
        yield content.paragraph("annual-wider-asked", asked=asked, **answers)
    else:
        yield content.paragraph("annual-wider-none")
    if confidential.numerator:
        yield content.paragraph("annual-confidential", confidential=confidential)
