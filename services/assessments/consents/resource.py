"""`/consents`: to visits from a year's list (OP12), for the Committee and the State itself. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.vocabulary import Year
from services.assessments.consents.commands import (
    AnswerConsent,
    AskConsent,
    AskedConsent,
    answer_consent,
    ask_consent,
    needs_of_answer,
    needs_of_asking,
)
from services.assessments.consents.correcting import CORRECTABLE
from services.assessments.consents.correcting_lists import CORRECTABLE as CORRECTABLE_LIST
from services.assessments.consents.model import CONSENTS, Consent, ConsentStatus
from services.assessments.programmes.resource import YEAR
from services.assessments.programmes.rules import id_of_state
from services.assessments.programmes.views import PROGRAMME
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single, View, Viewer, for_all
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change, shape

CONSENT: View[Consent] = View(CONSENTS, for_all(lambda row: row), shape("Consent", Consent))


def _ask(viewer: Viewer, keys: Sequence[str], given: AskedConsent) -> AskConsent:
    return AskConsent(int(keys[0]), replace(given, state=id_of_state(given.state, viewer.reference)))


ASKING = Resource(
    "programmes",
    (
        Action(
            "asked_consent",
            "/programmes/{year}/consents",
            AskConsent,
            needs_of_asking,
            ask_consent,
            within=PROGRAMME,
            creates="/consents",
            answers=Change,
            who="committee",
            make=_ask,
        ),
        *corrections_of(CORRECTABLE_LIST, "/programmes/{year}", PROGRAMME),
    ),
    parameters={"year": YEAR},
)
RESOURCE = Resource(
    "consents",
    (
        Listing(
            "list_consents",
            "/consents",
            "Consent to visits: asked, given, declined, or lapsed.",
            CONSENT,
            (
                By("state", Member),
                By("year", Year, about="Of this year's list."),
                By("status", ConsentStatus, about="`lapsed`: not answered by the end of the list's year."),
            ),
        ),
        Single(
            "show_consent", "/consents/{consent}", "What a State was asked for a year, and what it answered.", CONSENT
        ),
        Action(
            "answer_of_state",
            "/consents/{consent}/answer",
            AnswerConsent,
            needs_of_answer,
            answer_consent,
            CONSENT,
            answers=Change,
        ),
        *corrections_of(CORRECTABLE, "/consents/{consent}", CONSENT),
    ),
)
