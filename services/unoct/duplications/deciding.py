"""Who decides how two projects for one need go together (OP15, OP24). Pure."""

from __future__ import annotations

from contracts.ids import slug
from services.unoct.access import UNOCT
from services.unoct.cases.model import CASES
from services.unoct.duplications.model import Duplication
from services.unoct.recommendations.model import RECOMMENDATIONS
from shared.engine.notices.sources import speaks_as_body
from shared.engine.principals import Principal
from shared.engine.rules import Known, Refusal


class NotYoursToDecide(Refusal):
    """The Committee's staff and UNOCT decide, but UNOCT not for its own project; a body may give up its own."""

    paragraph = "OP24"
    status = 403


def check_may_decide(principal: Principal, duplication: Duplication, kept: str | None, known: Known) -> None:
    """Raises NotYoursToDecide: each body ends its own part only (OP15).

    `kept`: the project that goes on in the place of the other one; None: both go on.
    """
    own = _find_own(principal, duplication, known)
    speaks_for_both = principal.is_officer or own == set(duplication.project_ids)
    gives_up_its_own = kept is not None and own == {*duplication.project_ids} - {kept}
    is_between_others = UNOCT in principal.parties and not (kept and own)
    if speaks_for_both or is_between_others:
        return
    if not gives_up_its_own or _was_replaced(duplication.case_id, kept, known):
        raise NotYoursToDecide


def _find_own(principal: Principal, duplication: Duplication, known: Known) -> set[str]:
    """Ids of those of the two that are led by a body for which the principal speaks."""
    recommendation = known.get(RECOMMENDATIONS, duplication.recommendation_id)
    serving = recommendation.serving if recommendation else ()
    own = {one.project_id for one in serving if speaks_as_body(principal, slug(one.body))}
    return own & set(duplication.project_ids)


def _was_replaced(case_id: str, project_id: str | None, known: Known) -> bool:
    """Whether another project goes on in its place already: to keep this one would undo that."""
    case = known.get(CASES, case_id)
    parts = case.parts if case else ()
    return any(part.project_id == project_id and part.status == "replaced" for part in parts)
