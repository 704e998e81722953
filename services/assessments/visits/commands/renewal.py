"""What the service asks of itself at its start, when the files of mandates have changed (rule 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.mandates import apply_mandates
from services.assessments.visits.model import CTED, VISITS, Visit
from services.assessments.visits.planning import change_plan
from shared.engine.rules import Answer, Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class ApplyMandates:
    """Looks again at every visit of CTED that lies ahead; some hundreds in practice, so that one batch takes all."""


def needs_of_visits_ahead(_command: Command[ApplyMandates]) -> Iterable[Need]:
    """Those visits, with what was released of each."""
    yield Need(VISITS, CTED, by="planned_by", then=_needs_of_copies)


def _needs_of_copies(visit: Visit) -> Iterator[Need]:
    yield Need(RELEASED_COPIES, visit.id, by="root_id")


def apply_mandates_to_visits(_command: Command[ApplyMandates], known: Known, context: Context) -> Iterable[Change]:
    """A visit that is renewed comes onto the public schedule as an agreement brings it there; another leaves it."""
    visits = known.all(VISITS, "planned_by", CTED)
    for visit in visits:
        after = apply_mandates(visit, context)
        if after != visit:
            yield from change_plan(visit, after, known, context)
    yield Answer({"visits": len(visits)})
