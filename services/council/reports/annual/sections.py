"""The sections of the annual report: what OP18 asks the Chair to report on, in its order. Pure.

Every sentence is made here, from figures; where nothing is recorded it says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.documents.document import Block, Heading, Note, Section
from services.council.documents.figure_tables import why_not_shown
from services.council.documents.words import (
    cite_with_unit,
    group_digits,
    is_,
    number,
    paragraph,
    per_cent,
    some,
    spell_day,
    text,
    was,
)
from services.council.reports.annual import tables
from services.council.reports.annual.authority import FOLLOW_UP, REPORT, authority
from services.council.reports.annual.consent import consent
from services.council.reports.annual.content import Content
from services.council.reports.annual.coordination import coordination
from services.council.reports.annual.overall import overall_work

COMMITTEE = "the Counter-Terrorism Committee"
DIRECTORATE = "the Counter-Terrorism Committee Executive Directorate (CTED)"


def sections(content: Content, reference: Reference) -> tuple[Section, ...]:
    """All sections but the annexes; paragraphs are not numbered yet."""
    return (
        Section("summary", "Summary", (tables.summary(content), *tables.overall_chart(content))),
        Section("introduction", "I. Introduction", tuple(_introduction(content, reference))),
        Section("overall-work", f"II. State of the overall work in {content.year}", tuple(overall_work(content))),
        Section("coordination", "III. Coordination with other United Nations bodies", tuple(coordination(content))),
        Section("consent", "IV. Consent of Member States to visits and reports", tuple(consent(content))),
        Section("implementation", "V. Implementation of recommendations", tuple(_implementation(content, reference))),
        Section(
            "improvements",
            "VI. Improvements in Member States' counter-terrorism efforts",
            tuple(_improvements(content)),
        ),
    )


# ---- introduction -------------------------------------------------------------------------


def _introduction(content: Content, reference: Reference) -> Iterator[Block]:
    under = authority(reference, content.cut_off, REPORT)
    yield paragraph(
        f"This report, on the state of the overall work of {COMMITTEE} and {DIRECTORATE}, is made through the Chair "
        f"to the Security Council{f' under {under}' if under else ''}. It covers the period {content.period}."
    )
    if content.synthetic:
        yield paragraph(
            "This edition is synthetic: the assessments, their findings and recommendations, and the visits made "
            "for them were invented to show how the report is made, beside visits that took place. They say "
            "nothing about any Member State, and nothing in this edition may be quoted as a fact about one."
        )
    yield paragraph(
        f"It counts what occurred by its cut-off, {spell_day(content.cut_off)}, and was recorded by "
        f"{spell_day(content.frozen_on)}, when its facts were frozen. What becomes known later stands in a later "
        "edition, or in the next report."
    )
    if content.frozen_on <= content.cut_off:
        yield paragraph(
            f"This edition was made before its period was over: nothing after {spell_day(content.frozen_on)} is in it."
        )
    yield paragraph(
        "Published totals of visits and recommendations have differed because they count different things. Each "
        "figure therefore names its unit, and each share its numerator and denominator. All of them are listed in "
        "annex I, each with the list of what was counted; annex II says how they are counted."
    )
    yield paragraph(*_word_withheld(content))


def _word_withheld(content: Content) -> Iterator[str]:
    live = content["implemented"].denominator or 0
    if not live:
        yield "No recommendation was live at the cut-off, so that none is withheld from the readers of this report."
    elif not content.withheld:
        yield "None of the recommendations counted is withheld from the readers of this report."
    else:
        yield (
            f"Of the {some(live, 'recommendation', 'recommendations')} counted, {group_digits(content.withheld)} "
            f"{is_(content.withheld)} withheld from the readers of this report, for want of the State's "
            "agreement to wider disclosure. What is withheld counts in every total and share. The tables by theme "
            "and by region leave it out, and do not show a group so small that its members could be recognized."
        )


# ---- implementation -----------------------------------------------------------------------


def _implementation(content: Content, reference: Reference) -> Iterator[Block]:
    yield Heading("A. Follow-up reports to the Committee")
    yield from _follow_up(content, reference)
    yield from _officials(content)
    yield Heading("B. Recommendations assessed and implemented")
    yield from _status(content)
    if not tables.has_breakdown(content):
        return
    yield Heading("C. By theme")
    yield paragraph(
        "The following table counts the recommendations that the readers of this report may see. A recommendation "
        "may have several themes and then counts under each, so that the table may add up to more than its total."
    )
    yield tables.by_theme(content, reference)
    yield from tables.theme_chart(content, reference)
    yield Heading("D. By region")
    yield tables.by_region(content)
    yield from tables.region_chart(content)
    yield Note(text(reference.usage.regions))
    if why := why_not_shown(content.figures):
        yield Note(text(why))


def _follow_up(content: Content, reference: Reference) -> Iterator[Block]:
    under = authority(reference, content.cut_off, FOLLOW_UP)
    due, on_time = content["followups_due"], content["followups_on_time"]
    if not due.numerator:
        yield paragraph(
            f"No report on the implementation of an assessment's recommendations fell due {content.in_the_period}."
        )
        return
    yield paragraph(
        cite_with_unit(due, "report", "reports"),
        f" on the implementation of an assessment's recommendations{f', due under {under},' if under else ''} fell due "
        f"{content.in_the_period}. CTED made ",
        number(on_time),
        " of them (",
        per_cent(on_time),
        ") by the due date, as known at the cut-off.",
    )


def _officials(content: Content) -> Iterator[Block]:
    attended = content["officials_attended"]
    if attended.denominator:
        yield paragraph(
            f"{content.opening}, the Chair had invited senior officials of "
            f"{some(attended.denominator, 'State', 'States')} to a meeting that was held. Those of ",
            number(attended),
            " (",
            per_cent(attended),
            ") attended.",
        )


def _status(content: Content) -> Iterator[Block]:
    assessed, implemented = content["assessed"], content["implemented"]
    live = implemented.denominator or 0
    if not live:
        yield paragraph("At the cut-off no recommendation was live.")
        return
    yield paragraph(
        f"At the cut-off, {some(live, 'recommendation', 'recommendations')} of all assessments so far {was(live)} "
        "live: not superseded, overtaken or withdrawn. Those that the State concerned does not accept are among them. "
        "CTED had assessed the implementation of ",
        number(assessed),
        " (",
        per_cent(assessed),
        "), and had last found ",
        number(implemented),
        " (",
        per_cent(implemented),
        " of all) to be implemented.",
    )
    yield paragraph(
        "Only what CTED assessed is counted; what States report of themselves is not. The scale (not started, in "
        "progress, partly implemented, implemented) is this system's own, since none has been published."
    )


# ---- improvements -------------------------------------------------------------------------


def _improvements(content: Content) -> Iterator[Block]:
    improved = content["improved"]
    if improved.denominator:
        yield paragraph(
            f"Of the {some(improved.denominator, 'live recommendation', 'live recommendations')} whose implementation "
            f"had been assessed both by {spell_day(content.year_before)} and by {spell_day(content.cut_off)}, ",
            number(improved),
            " (",
            per_cent(improved),
            ") stood higher at the later date. The figure shows that a status rose. It does not show why.",
        )
    else:
        yield paragraph(
            f"No live recommendation had been assessed both by {spell_day(content.year_before)} and by "
            f"{spell_day(content.cut_off)}, so that no improvement can be shown yet."
        )
