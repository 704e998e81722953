"""From what was counted to the document of an edition, for reports of every kind. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from reference import LANGUAGES, Language, Reference
from services.council.counting.scope import Scope
from services.council.documents.adjusting import build_section, numbers_of
from services.council.documents.counts import Counts
from services.council.documents.document import Adjustment, Document
from services.council.documents.listed import list_rows, texts_of
from services.council.documents.paths import number_of
from services.council.figures.words import label_figure
from services.council.reports.kind import Kind
from services.council.words.catalogue import ENGLISH, Words, words_in
from services.council.words.names import name_state


@dataclass(frozen=True, slots=True)
class Draft:
    """What was counted for an edition, before it has its number."""

    kind: Kind
    scope: Scope
    counts: Counts
    adjustments: tuple[Adjustment, ...] = ()
    state: str | None = None
    """The State that it is about, of a report on one."""
    assessment_id: str | None = None
    """The assessment that it is about, likewise."""
    positions: Mapping[str, int] = field(default_factory=dict)
    """How far the facts had been read, by topic and partition; never printed."""
    revision: int = 0
    """`editions.model.Revision`, as it was then."""
    last_lost: int = 0
    """The highest number of an edition of its series that a restore lost."""

    def title(self, reference: Reference, language: Language = "en") -> str:
        """The title of the edition, whatever its number."""
        words = words_in(language)
        title = self.kind.title(words, self.scope)
        if not self.state:
            return title
        return words.say("title-on-state", title=title, state=name_state(words, reference, self.state))

    def documents(
        self, edition: int, reference: Reference, corrects: str = "", reissue: int = 0
    ) -> Mapping[Language, Document]:
        """The edition with this number, in every language."""
        return {one: self.document(edition, reference, corrects, reissue, one) for one in DOCUMENT_LANGUAGES}

    def document(
        self, edition: int, reference: Reference, corrects: str = "", reissue: int = 0, language: Language = "en"
    ) -> Document:
        """The edition with this number in this language. Nothing is counted again for it."""
        words = words_in(language)
        document = self.kind.compose(self.kind, self.scope, self.counts.say_in(words), edition, reference)
        adjustments = self._word_adjustments(words)
        return replace(
            document,
            title=self.title(reference, language),
            symbol=f"{document.symbol.removesuffix(self.scope.thing)}{self.state}/{self.scope.thing[:8]}"
            if self.state
            else document.symbol,
            particulars=(*document.particulars, *self._list_particulars(words, reference, corrects, reissue)),
            sections=document.sections + ((build_section(words, adjustments),) if adjustments else ()),
            adjustments=adjustments,
            state=self.state or "",
            corrects=corrects,
            reissue=reissue,
        )

    def _list_particulars(
        self, words: Words, reference: Reference, corrects: str, reissue: int
    ) -> Iterator[tuple[str, str]]:
        yield words.say("particular-language"), words.say("language-version")
        if self.state:
            yield words.say("particular-state"), name_state(words, reference, self.state)
        if corrects:
            number = words.say("particular-edition-number", number=number_of(corrects))
            yield words.say("particular-takes-the-place-of"), number
        if reissue:
            yield words.say("particular-reissue"), str(reissue)

    def _word_adjustments(self, words: Words) -> tuple[Adjustment, ...]:
        """The adjustments with labels in these words; in English they stand as they were published."""
        if words is ENGLISH:
            return self.adjustments
        year = self.scope.year - 1
        return tuple(replace(one, label=label_figure(words, self.kind.name, one.id, year)) for one in self.adjustments)


DOCUMENT_LANGUAGES: Final[tuple[Language, ...]] = ("en", *(one for one in LANGUAGES if one != "en"))
"""The languages in which every document of an edition is kept; English is the first."""


def is_different(kept: Document, counts: Counts) -> bool:
    """Whether what was counted is not what the document says: its figures, its marker, what it lists.

    Both are in English, in which every edition is kept: a word that is said otherwise in another language is no change.
    A list without a row may be left out of the document.
    """
    now = {figure.id: (numbers_of(figure), figure.suppressed) for figure in counts.figures}
    figures = any(now.get(one.id) != (numbers_of(one), one.suppressed) for one in kept.figures)
    lists = list_rows(kept)
    return (
        figures
        or kept.withheld != counts.withheld
        or any(lists.get(one.id, ()) != texts_of(one) for one in counts.tables)
    )
