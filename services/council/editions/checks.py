"""What is refused about the year, the cut-off and the freeze of an edition. Pure."""

from __future__ import annotations

from datetime import datetime

from services.council.counting.scope import Scope
from services.council.reports.drafting import Draft
from services.council.reports.kind import Kind
from shared.engine.rules import Refusal
from shared.engine.time.dates import civil_date
from shared.engine.time.days import check_not_too_early, check_not_too_far


class CutOffOutsideTheYear(Refusal):
    """The cut-off of a report on a year lies in that year: 31 December, or an earlier day of it."""

    rule = "11"
    status = 422


class YearNotBegun(Refusal):
    """There is no report yet on a year that has not begun: only its programme and schedule, once they list a State."""

    rule = "11"
    status = 422


class FrozenInTheFuture(Refusal):
    """What will be recorded later is not known yet: the freeze cannot lie in the future."""

    rule = "11"
    status = 422


def check_scope(kind: Kind, scope: Scope, now: datetime) -> None:
    """Raises what is wrong with a year, a cut-off and a freeze."""
    check_not_too_early(cut_off=scope.cut_off)  # some figures look years back from it
    if scope.year > civil_date(now).year and not kind.ahead:
        raise YearNotBegun(fields=("year",))
    check_not_too_far(civil_date(now), year=scope.cut_off)
    if scope.cut_off.year != scope.year:
        raise CutOffOutsideTheYear(fields=("cut_off",))
    if scope.freeze > now:
        raise FrozenInTheFuture(fields=("freeze",))


def check_draft(draft: Draft, now: datetime) -> None:
    """The same of what was counted: a report on a year ahead (OP12) has something to list."""
    check_scope(draft.kind, draft.scope, now)
    if draft.scope.year > civil_date(now).year and not any(table.rows for table in draft.counts.tables):
        raise YearNotBegun(fields=("year",))
