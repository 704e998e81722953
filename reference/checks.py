"""Checks of the reference data across its files. Pure. Each error says what to do."""

from __future__ import annotations

import itertools
import re
import types
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from contracts.catalog import EVENTS
from contracts.ids import slug
from contracts.participants import MEETS
from contracts.vocabulary import KNOWN_SO_FAR, REPORTS, VisitKind
from reference.bodies import Body
from reference.languages import Language
from reference.mandate import NOT_AT_HAND, PERIOD, AfterAnchor, Mandate, MetBy, Obligation, TimesAYear, Yearly
from reference.model import MOST_OVERLAP_DAYS, Practice, Room, Theme
from reference.provisions import OTHER, Provision, phrase

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The same pattern as in the contracts."""


FIRST_YEAR, LONGEST_YEARS = 1945, 20
"""The first year of the United Nations, and a longest mandate, several times the real one: they find wrong years."""


class BadReference(Exception):
    """The reference data cannot be used; the message names the file and what to do."""


def with_days(mandates: tuple[Mandate, ...]) -> tuple[Mandate, ...]:
    """The mandates with days in place of unknown ones, as far as the known ones bound them (rule 9)."""
    for one in mandates:
        if one.text == "at hand" and (
            isinstance(one.adopted, int) or {one.in_force_from, one.in_force_until} & NOT_AT_HAND
        ):
            raise BadReference(f"{_file(one)}: its text is at hand, so its days are: give each of them (rule 9, OP2)")
    with_begin = tuple(
        replace(one, in_force_from=one.adopted_by) if one.in_force_from in NOT_AT_HAND else one for one in mandates
    )
    return tuple(
        replace(one, in_force_until=_eve_of_renewal(one, with_begin)) if one.in_force_until in NOT_AT_HAND else one
        for one in with_begin
    )


def _eve_of_renewal(mandate: Mandate, mandates: tuple[Mandate, ...]) -> date:
    begins = [one.in_force_from for one in mandates if one.renews == mandate.id]
    if not begins:
        raise BadReference(
            f"{_file(mandate)}: in_force_until is null, and no mandate renews it: give the day (rule 9, OP2)"
        )
    return min(begins) - timedelta(days=1)


def check_mandates(mandates: tuple[Mandate, ...]) -> None:
    """Checks that each mandate is consistent, and that each follows the one before it."""
    if not mandates:
        raise BadReference("mandates/ holds no mandate: nothing would govern")
    for mandate in mandates:
        _check_mandate(mandate, mandates)
    in_order = sorted(mandates, key=lambda mandate: mandate.in_force_from)
    for before, after in itertools.pairwise(in_order):
        _check_succession(before, after)


def _check_mandate(mandate: Mandate, mandates: tuple[Mandate, ...]) -> None:
    file = _file(mandate)
    if not mandate.adopted_by <= mandate.in_force_from <= mandate.in_force_until:
        raise BadReference(
            f"{file}: adopted, in_force_from and in_force_until must be in this order; a year alone counts by its end "
            "(rule 9, OP2)"
        )
    if mandate.adopted_by.year < FIRST_YEAR or mandate.in_force_until.year > mandate.in_force_from.year + LONGEST_YEARS:
        raise BadReference(
            f"{file}: a mandate begins neither before {FIRST_YEAR} nor more than {LONGEST_YEARS} years before it ends: "
            "correct a date (rule 9, OP2)"
        )
    predecessor = next((one for one in mandates if one.id == mandate.renews), None)
    if mandate.renews and (predecessor is None or predecessor.adopted_by >= mandate.adopted_by):
        raise BadReference(f"{file}: renews {mandate.renews}, which is no mandate adopted before it: correct renews")
    if mandate.obligations_of_renewed and (predecessor is None or mandate.obligations is not None):
        raise BadReference(f"{file}: takes its obligations over: it must say whose (renews), and list none itself")
    obligations = mandate.obligations or ()
    check_once(f"{file}: obligation", (one.id for one in obligations))
    for one in obligations:
        _check_obligation(f"{file}: {one.id}", one, mandate)


def _check_obligation(where: str, one: Obligation, mandate: Mandate) -> None:
    _check_paragraphs(where, (one.paragraph,), mandate, {"practice"})
    if isinstance(one.rule, AfterAnchor):
        _check_period(where, one.rule.period, f" (rule 3, {one.paragraph})")
    if isinstance(one.rule, TimesAYear) and one.rule.count < 1:
        raise BadReference(f"{where}: count must be at least 1")
    if (one.timed_by == "council") == (isinstance(one.rule, AfterAnchor) and one.rule.anchor != "adopted"):
        raise BadReference(
            f"{where}: council times all but periods after a date of an assessment, and only those are timed by the "
            "service that has the assessment: correct timed_by, or the anchor"
        )
    if one.met_by is not None:
        _check_met_by(where, one.met_by, one)


def _check_met_by(where: str, met_by: MetBy, one: Obligation) -> None:
    """Checks that the event exists, reaches the service that times the obligation, and can have these values."""
    model = EVENTS.get(met_by.event)
    if model is None:
        raise BadReference(f"{where}: met_by: {met_by.event!r} is no event: write its type as {MEETS[0]}")
    if one.timed_by == "council" and met_by.event not in MEETS:
        raise BadReference(
            f"{where}: met_by: council holds no {met_by.event} against obligations: take one of {', '.join(MEETS)}, "
            "or leave met_by out, and people record it as held"
        )
    for name in (*met_by.where, *filter(None, (met_by.year_field,))):
        if name not in model.model_fields:
            raise BadReference(
                f"{where}: met_by: {met_by.event} has no field {name!r}: it has {', '.join(model.model_fields)}"
            )
    if met_by.year_field and not isinstance(one.rule, Yearly | TimesAYear):
        raise BadReference(f"{where}: met_by: year_field is for what is owed each year: leave it out")
    for name, values in met_by.values.items():
        possible = _choices(model.model_fields[name])
        if not values or (possible and not possible.issuperset(values)):
            raise BadReference(f"{where}: met_by: {name} must be one of, or a list of, {', '.join(sorted(possible))}")


def _choices(field: FieldInfo) -> set[str]:
    """The words that a field may have, as far as known; none if it may have any."""
    extra = field.json_schema_extra
    values = extra.get(KNOWN_SO_FAR) if isinstance(extra, Mapping) else None
    return {str(word) for word in values} if isinstance(values, list) else _words(field.annotation)


def _words(annotation: object) -> set[str]:
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if get_origin(annotation) in (Union, types.UnionType, Annotated):
        return {word for part in get_args(annotation) for word in _words(part)}
    return set()


def _check_succession(before: Mandate, after: Mandate) -> None:
    """Checks that mandates overlap only if one renews the other, and that a gap is declared."""
    next_day = before.in_force_until + timedelta(days=1)
    if after.in_force_from < next_day and after.renews != before.id:
        raise BadReference(
            f"{_file(after)}: begins while {before.id} is in force, but does not renew it: "
            "correct a date, or say renews (rule 9, OP2)"
        )
    if (after.in_force_from > next_day) != after.after_gap:
        problem = "says after_gap, but follows" if after.after_gap else "begins later than the day"
        raise BadReference(
            f"{_file(after)}: {problem} after {before.id} ends: correct a date, or after_gap (rule 9, OP2)"
        )


def _file(mandate: Mandate) -> str:
    return f"mandates/{mandate.id}.yaml"


def check_themes(themes: Iterable[Theme], mandate: Mandate | None) -> None:
    """Checks that each theme is listed once, has titles in six languages, and names paragraphs that exist."""
    if mandate is None:
        raise BadReference("themes.yaml: the mandate whose paragraphs it names is not among the mandates")
    check_once("themes.yaml: theme", (theme.code for theme in themes))
    for theme in themes:
        _check_titles(f"themes.yaml: {theme.code}", theme.titles)
        _check_paragraphs(f"themes.yaml: {theme.code}", theme.paragraphs, mandate)


def check_provisions(provisions: tuple[Provision, ...], mandate: Mandate | None, themes: Iterable[Theme]) -> None:
    """Checks that each provision is listed once, has words of its own, and names things that exist."""
    if mandate is None:
        raise BadReference("provisions.yaml: the mandate whose paragraphs it names is not among the mandates")
    codes = {theme.code for theme in themes}
    check_once("provisions.yaml: provision", (one.code for one in provisions))
    check_once("provisions.yaml: wording", (phrase(each).strip() for one in provisions for each in one.wordings))
    for one in provisions:
        where = f"provisions.yaml: {one.code}"
        if not one.code.isalnum() or one.code != one.code.lower() or one.code == OTHER:
            raise BadReference(f"{where}: a code is small letters and digits, and not {OTHER!r}")
        _check_titles(where, one.titles)
        _check_paragraphs(where, one.paragraphs, mandate)
        if not one.wordings or not all(phrase(each).strip() for each in one.wordings):
            raise BadReference(f"{where} needs wordings by which it is named, and each at least a word")
        if unknown := sorted(set(one.themes) - codes):
            raise BadReference(f"{where} names {unknown[0]}, which is no theme")


_BOUNDS = (
    "visits_compared",
    "longest_visit_days",
    *(field.name for field in fields(Practice) if field.name.startswith("most_")),
)


def check_bodies(bodies: Iterable[Body]) -> None:
    """Checks that no spelling means two bodies, and that both assessing bodies are listed."""
    spellings = {(slug(spelling), body.id) for body in bodies for spelling in (body.name, body.title, *body.aliases)}
    check_once("bodies.yaml: body", (body.id for body in bodies))
    check_once("bodies.yaml: the spelling", (spelling for spelling, _ in spellings))
    if missing := sorted({"ctc", "cted"} - {body.id for body in bodies}):
        raise BadReference(f"bodies.yaml: {missing[0]} is missing: assessments are made in its name (OP13)")
    if "" in {spelling for spelling, _ in spellings}:
        raise BadReference("bodies.yaml: a name needs a letter of the Latin alphabet, or a digit")


def check_practice(practice: Practice, mandates: Iterable[Mandate]) -> None:
    """Checks that reminders count down, and that everything named exists."""
    if list(practice.reminders) != sorted(set(practice.reminders), reverse=True) or min(practice.reminders) < 1:
        raise BadReference("practice.yaml: reminders are days before, each once, longest first")
    _check_period("practice.yaml: waiting_notices", practice.waiting_notices)
    for name in _BOUNDS:
        bound = getattr(practice, name)
        if min((bound.notices, bound.places) if isinstance(bound, Room) else (bound,)) < 1:
            raise BadReference(f"practice.yaml: {name} is a bound, and at least 1")
    if not 0 <= practice.visit_overlap_days <= MOST_OVERLAP_DAYS:
        raise BadReference(f"practice.yaml: visit_overlap_days is between 0 and {MOST_OVERLAP_DAYS}")
    check_once("practice.yaml: listing reason", (one.code for one in practice.listing_reasons))
    check_once("practice.yaml: kind of activity", (one.code for one in practice.activity_kinds))
    for reason in practice.listing_reasons:
        if CODE.fullmatch(reason.code) is None or not reason.title:
            raise BadReference(f"practice.yaml: listing reason {reason.code!r} needs a-code-like-this and a title")
    _check_period("practice.yaml: usual_report_time", practice.usual_report_time)
    if practice.awaits_report.keys() != set(get_args(VisitKind)):
        raise BadReference("practice.yaml: awaits_report needs a line for each kind of visit")
    ids = {one.id for mandate in mandates for one in mandate.obligations or ()}
    for nudge in practice.nudges:
        if nudge.obligation not in ids:
            raise BadReference(f"practice.yaml: a nudge names {nudge.obligation}, which no mandate has")
        try:
            date(2001, nudge.month, nudge.day)  # not a leap year, since a nudge comes every year
        except ValueError as error:
            raise BadReference(f"practice.yaml: nudge for {nudge.obligation}: {error}") from error


def check_report_days(practice: Practice) -> None:
    """Every report has its no-objection period, and a day on which it is drafted exists in every year."""
    if practice.no_objection_days.keys() != set(REPORTS) or min(practice.no_objection_days.values()) < 0:
        raise BadReference("practice.yaml: no_objection_days needs a number of days for each report")
    check_once("practice.yaml: drafted_on", (one.report for one in practice.drafted_on))
    for one in practice.drafted_on:
        try:
            date(2001, one.month, one.day)
        except ValueError as error:
            raise BadReference(f"practice.yaml: drafted_on for {one.report}: {error}") from error


def with_renewed(mandates: tuple[Mandate, ...]) -> tuple[Mandate, ...]:
    """The mandates in order of adoption, each with the obligations that it takes over (rule 9)."""
    complete: dict[str, Mandate] = {}
    for mandate in mandates:
        obligations = mandate.obligations
        if mandate.obligations_of_renewed and mandate.renews:
            inherited = complete[mandate.renews].obligations
            obligations = None if inherited is None else tuple(one for one in inherited if one.recurring)
        complete[mandate.id] = replace(mandate, obligations=obligations)
    return tuple(complete.values())


def _check_titles(where: str, titles: Mapping[Language, str] | Mapping[str, str]) -> None:
    if set(titles) != set(get_args(Language)) or not all(titles.values()):
        raise BadReference(f"{where} needs a title in each of {', '.join(get_args(Language))}")


def check_once(what: str, names: Iterable[str]) -> None:
    """Raises BadReference for a name that is listed twice."""
    for name, times in Counter(names).items():
        if times > 1:
            raise BadReference(f"{what} {name} stands {times} times; keep one")


def _check_period(where: str, period: str, by: str = "") -> None:
    if PERIOD.fullmatch(period) is None:
        raise BadReference(f"{where}: {period!r} is no period: write months as P12M or days as P30D{by}")


def _check_paragraphs(
    where: str, paragraphs: Iterable[str], mandate: Mandate, besides: frozenset[str] | set[str] = frozenset()
) -> None:
    allowed = {f"OP{number}" for number in range(1, (mandate.paragraphs or 0) + 1)} | besides
    for paragraph in paragraphs:
        if paragraph not in allowed:
            raise BadReference(f"{where}: {paragraph!r} is no paragraph of {mandate.id}: write OP and its number")
