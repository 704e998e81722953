"""A visit of CTED beyond every mandate is subject to renewal, and on no public schedule until then (rule 9). Pure."""

from __future__ import annotations

from dataclasses import replace

from contracts.dates import last_day
from services.assessments.visits.model import CTED, Visit
from shared.engine.rules import Context
from shared.engine.time.duties import find_lapsed_on


def apply_mandates(visit: Visit, context: Context) -> Visit:
    """The visit that lies ahead, with its mark and its readers as the mandates of today have them."""
    marked_visit = replace(visit, subject_to_renewal=_is_beyond_mandates(visit, context))
    of = "schedule" if marked_visit.is_scheduled else "draft"
    return replace(marked_visit, audience=context.reference.practice.default_audiences[of])


def _is_beyond_mandates(visit: Visit, context: Context) -> bool:
    """Whether its first day comes after a mandate and lies in none. Mandates govern CTED's visits alone (OP12).

    Of a visit in a month or a year it is the last day possible: what may lie beyond is not disclosed.
    """
    first = last_day(visit.planned_start or "")
    return visit.body == CTED and find_lapsed_on(context.reference.mandates, first) is not None
