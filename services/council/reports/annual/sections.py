"""The sections of the annual report: what OP18 asks the Chair to report on, in its order. Pure.

Each paragraph is a message that states figures; where nothing is recorded another one says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.documents.document import Block, Letter, Paragraph, Section
from services.council.documents.figure_tables import explain_not_shown
from services.council.documents.words import note, text
from services.council.reports.annual import tables
from services.council.reports.annual.ahead import ahead
from services.council.reports.annual.authority import FOLLOW_UP, REPORT, authority
from services.council.reports.annual.consent import consent
from services.council.reports.annual.content import Content
from services.council.reports.annual.coordination import coordination
from services.council.reports.annual.overall import overall_work


def sections(content: Content, reference: Reference) -> tuple[Section, ...]:
    """All sections but the annexes; paragraphs are not numbered yet."""
    letter = Section("letter", content.say("people-letter"), tuple(_letter(content, reference)))
    parts: dict[str, Iterator[Block]] = {
        "summary": iter((tables.summary(content), *tables.overall_chart(content))),
        "introduction": _introduction(content, reference),
        "overall-work": overall_work(content, reference),
        "coordination": coordination(content, reference),
        "consent": consent(content),
        "implementation": _implementation(content, reference),
        "improvements": _improvements(content),
        "ahead": ahead(content, reference),
    }
    return letter, *(Section(id_, content.say(f"annual-{id_}"), tuple(blocks)) for id_, blocks in parts.items())


# ---- letter of transmittal ----------------------------------------------------------------


def _letter(content: Content, reference: Reference) -> Iterator[Block]:
    """The usual words. The Chair's own take their place, and transmission gives it its day (`editions/words.py`)."""
    words = content.words
    under = authority(words, reference, content.cut_off, REPORT) or "none"
    yield Letter("address", text(words, "annual-letter-address", dated="none"))
    yield Letter("body", text(words, "annual-letter-report", year=str(content.year), authority=under))
    yield Letter("body", text(words, "annual-letter-request"))
    yield Letter("closing", text(words, "annual-letter-closing"))
    yield Letter("signature", text(words, "annual-letter-signature"))
    yield note(words, "annual-letter-usual")


# ---- introduction -------------------------------------------------------------------------


def _introduction(content: Content, reference: Reference) -> Iterator[Block]:
    under = authority(content.words, reference, content.cut_off, REPORT) or "none"
    yield content.paragraph("annual-purpose", authority=under, period=content.period)
    if content.synthetic:
        yield content.paragraph("annual-synthetic")
    yield content.paragraph("annual-time", data_as_of=content.data_as_of)
    if content.data_as_of <= content.cut_off:
        yield content.paragraph("annual-early", data_as_of=content.data_as_of)
    yield content.paragraph("annual-units")
    yield _word_withheld(content)


def _word_withheld(content: Content) -> Paragraph:
    live = content["implemented"].denominator or 0
    if not live:
        return content.paragraph("annual-withheld-none-live")
    if not content.withheld:
        return content.paragraph("annual-withheld-none")
    return content.paragraph("annual-withheld", live=live, withheld=content.withheld)


# ---- implementation -----------------------------------------------------------------------


def _implementation(content: Content, reference: Reference) -> Iterator[Block]:
    yield content.heading("annual-follow-up")
    yield _follow_up(content, reference)
    yield from _officials(content)
    yield content.heading("annual-status")
    yield from _status(content)
    if not tables.has_breakdown(content):
        return
    yield content.heading("annual-by-theme")
    yield content.paragraph("annual-by-theme-note")
    yield tables.by_theme(content, reference)
    yield from tables.theme_chart(content, reference)
    yield content.heading("annual-by-region")
    yield tables.by_region(content)
    yield from tables.region_chart(content)
    yield note(content.words, "regions")
    yield content.heading("annual-by-priority")
    yield tables.by_priority(content)
    yield from explain_not_shown(content.words, content.figures)


def _follow_up(content: Content, reference: Reference) -> Paragraph:
    due, on_time = content["followups_due"], content["followups_on_time"]
    if not due.numerator:
        return content.paragraph("annual-follow-up-none")
    under = authority(content.words, reference, content.cut_off, FOLLOW_UP) or "none"
    return content.paragraph("annual-follow-up-due", due=due, on_time=on_time, authority=under)


def _officials(content: Content) -> Iterator[Block]:
    attended = content["officials_attended"]
    if attended.denominator:
        yield content.paragraph("annual-officials", attended=attended)


def _status(content: Content) -> Iterator[Block]:
    assessed, implemented = content["assessed"], content["implemented"]
    if not implemented.denominator:
        yield content.paragraph("annual-status-none")
        return
    yield content.paragraph("annual-status-live", assessed=assessed, implemented=implemented)
    yield from _word_of_committee(content)
    yield content.paragraph("annual-status-scale")


def _word_of_committee(content: Content) -> Iterator[Block]:
    """Of what its readers may see (rule 12); the note below the tables says why something is not shown."""
    of_committee = content["made_by_committee"]
    if of_committee.suppressed:
        yield content.say_not_shown(of_committee)
    elif of_committee.numerator:
        done = content["made_by_committee_implemented"]
        yield content.paragraph("annual-status-committee", committee=of_committee, done=done)
    elif of_committee.denominator:
        yield content.paragraph("annual-status-committee-none")


# ---- improvements -------------------------------------------------------------------------


def _improvements(content: Content) -> Iterator[Block]:
    improved, before = content["improved"], content.year_before
    if improved.denominator:
        yield content.paragraph("annual-improved", improved=improved, before=before)
        yield content.paragraph("annual-lowered", lowered=content["lowered"])
        yield content.paragraph("annual-improved-by-state")
    else:
        yield content.paragraph("annual-improved-none", before=before)
    assisted = content["improved_with_assistance"]
    if improved.numerator and assisted.suppressed:
        yield content.say_not_shown(assisted)
    elif improved.numerator and assisted.denominator:
        yield content.paragraph("annual-improved-with-assistance", assisted=assisted)
    citing = content["programmes_citing_products"]
    if citing.denominator:
        yield content.paragraph("annual-products-cited", citing=citing)
    else:
        yield content.paragraph("annual-products-cited-none")
