"""In which language a document is served. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reference import Language
from services.council.editions.model import Edition, document_key
from services.council.reports.drafting import DOCUMENT_LANGUAGES
from shared.web.languages import find_most_wanted
from shared.web.problems import NotAcceptable


@dataclass(frozen=True, slots=True)
class LanguageAsked:
    """What a request says of the language: a `lang` in the address, or else `Accept-Language`."""

    name: str | None = None
    accepted: str = ""

    def choose(self, there: Sequence[Language] = DOCUMENT_LANGUAGES) -> Language:
        """The one of these that is wanted most, or English. Raises NotAcceptable if the address names none of them."""
        if self.name is None:
            return find_most_wanted(self.accepted, there) or there[0]
        found = next((one for one in there if one == self.name), None)
        if found is None:
            raise NotAcceptable(f"there is {', '.join(there)}")
        return found


def list_languages(edition: Edition, id_: str) -> list[Language]:
    """The languages in which the document with this id is kept. Of an edition from before translations, English."""
    return [one for one in DOCUMENT_LANGUAGES if one == "en" or document_key(id_, one) in edition.digests]


def digest_in(edition: Edition, id_: str, language: Language, english: str) -> str:
    """SHA-256 of the document in this language; `english` is that of the English one."""
    return english if language == "en" else edition.digests[document_key(id_, language)]
