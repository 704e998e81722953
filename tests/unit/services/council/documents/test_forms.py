"""The list of forms."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from contracts.vocabulary import FormName
from reference import Language
from services.council.documents.document import Section
from services.council.documents.forms import FORMS, name_file
from tests.unit.services.council.documents.samples import LANGUAGES, build_document

pytestmark = pytest.mark.thorough


def test_each_form_of_the_vocabulary_is_there_in_its_order() -> None:
    assert tuple(FORMS) == get_args(FormName)


@pytest.mark.parametrize("name", get_args(FormName))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_in_each_language_has_each_form_and_the_same_bytes_each_time(
    name: FormName, language: Language
) -> None:
    document = build_document(language)
    made = FORMS[name].render(document)
    assert made
    assert made == FORMS[name].render(document)


@pytest.mark.parametrize("name", get_args(FormName))
def test_an_edition_may_be_frozen_at_any_instant(name: FormName) -> None:
    """A clock gives microseconds."""
    document = build_document("en")
    assert FORMS[name].render(replace(document, freeze=document.freeze.replace(second=7, microsecond=123_456)))


@pytest.mark.parametrize("name", get_args(FormName))
def test_a_section_may_be_empty(name: FormName) -> None:
    document = build_document("en")
    assert FORMS[name].render(replace(document, sections=(*document.sections, Section("empty", "Nothing", ()))))


def test_a_file_is_named_after_what_is_in_it() -> None:
    document = build_document("fr")
    assert name_file(document, FORMS["pdf"]) == "annual-2024-edition-1-fr.pdf"
    again = replace(document, report="followup", thing="c-1", edition=2, reissue=3)
    assert name_file(again, FORMS["html"]) == "followup-c-1-edition-2-reissue-3-fr.html"
