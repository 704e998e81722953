"""What unoct does with released copies. Pure.

It works from what is released to the UN, never from what CTED alone knows. Copies of one thing come in order, since
they have one key. One that is a dead letter, and is tried again, opens nothing that was closed since. A withdrawal of
what was never released here changes nothing. A project that cites what is not yet released waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from contracts.base import EventData
from contracts.released import ReleasedProduct, ReleasedRecommendation, ReleasedWithdrawn
from services.unoct.access import NOT_RELEASED, RELEASED
from services.unoct.following import change_released, needs_of_released_part
from services.unoct.products.model import PRODUCTS, Product
from services.unoct.projects.marking import mark_citing_projects, needs_of_product
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation
from services.unoct.releases.model import LAST_RELEASES, LastRelease
from shared.engine.notices.judging import need_of_waiters
from shared.engine.notices.waking import wake_waiting_notices
from shared.engine.overtaking import is_overtaken, position_of
from shared.engine.rules import Change, Context, Event, Known, Need, Put, Rule

MOST_EVENTS: Final = 50
"""Released events that a row remembers. Their topic is kept for days only."""
WHY_CANCELLED: Final = {
    "withdrawn": "The recommendation was withdrawn.",
    "narrowed": "The recommendation is no longer released to the United Nations system.",
    "superseded": "Another recommendation took its place.",
}


# ---- recommendations -------------------------------------------------------------------------


def needs_of_released_recommendation(event: Event[ReleasedRecommendation]) -> Iterator[Need]:
    """The recommendation with its case, and who waits for it."""
    yield need_of_waiters(event.data.recommendation_id)
    yield from needs_of_released_part(event.data.recommendation_id)
    yield from _needs_of_last(event.data.recommendation_id, event.data.assessment_id)


def keep_recommendation(event: Event[ReleasedRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """A need with a request is a case (OP39); without, it is listed. What waited for it is woken."""
    before = known.get(RECOMMENDATIONS, event.data.recommendation_id)
    is_known = before is not None and event.id in before.events
    ids = event.data.recommendation_id, event.data.assessment_id
    if is_known or _is_closed_since(event, known, before) or _is_overtaken(event, known, *ids):
        return []
    recommendation = _build_recommendation(event, before)
    changes = [_keep_last(event, recommendation.id), *change_released(recommendation, known, context)]
    return changes + wake_waiting_notices(known, recommendation.id, context)


def _build_recommendation(event: Event[ReleasedRecommendation], before: Recommendation | None) -> Recommendation:
    data = event.data
    return Recommendation(
        id=data.recommendation_id,
        assessment_id=data.assessment_id,
        state=data.state,
        text=data.text,
        themes=data.themes,
        priority=data.priority,
        pillar=data.pillar,
        made_by=data.made_by,
        provision=data.provision,
        assistance_needed=bool(data.assistance_needed),
        assistance_requested=bool(data.assistance_requested),
        released_on=data.released_on,
        withdrawn_on=None,
        serving=before.serving if before else (),
        events=_add_event(before, event),
        synthetic=data.synthetic,
        audience=RELEASED,
        parties=(f"state:{data.state}",),
    )


# ---- products --------------------------------------------------------------------------------


def needs_of_released_product(event: Event[ReleasedProduct]) -> Iterator[Need]:
    """The product with the projects that cite it, and who waits for it."""
    yield need_of_waiters(event.data.product_id)
    yield from needs_of_product(event.data.product_id)
    yield from _needs_of_last(event.data.product_id)


def keep_product(event: Event[ReleasedProduct], known: Known, context: Context) -> Iterable[Change]:
    """Projects can cite it from now on. A mark on those that cite it goes. What waited for it is woken."""
    before = known.get(PRODUCTS, event.data.product_id)
    if _is_closed_since(event, known, before) or _is_overtaken(event, known, event.data.product_id):
        return []
    changes: list[Change] = [_keep_last(event, event.data.product_id)]
    if before is None or event.id not in before.events:
        changes += _change_product(_build_product(event, before), known)
        changes += wake_waiting_notices(known, event.data.product_id, context)
    return changes


def _build_product(event: Event[ReleasedProduct], before: Product | None) -> Product:
    data = event.data
    return Product(
        id=data.product_id,
        kind=data.kind,
        state=data.state,
        released_on=data.released_on,
        withdrawn_on=None,
        cited_by=before.cited_by if before else (),
        events=_add_event(before, event),
        synthetic=data.synthetic,
        audience=RELEASED,
        parties=(f"state:{data.state}",) if data.state else (),
    )


def _change_product(product: Product, known: Known) -> list[Change]:
    return [Put(PRODUCTS, product), *mark_citing_projects(product, known)]


# ---- withdrawals -----------------------------------------------------------------------------


def needs_of_withdrawal(event: Event[ReleasedWithdrawn]) -> Iterator[Need]:
    """The product or the recommendation, with what hangs on it.

    Nothing of an assessment: each of its recommendations is withdrawn by an event of its own. All at once would stop
    this service for minutes, and fill its memory.
    """
    yield from _needs_of_last(event.data.id)
    if event.data.of == "recommendation":
        yield from needs_of_released_part(event.data.id)
    elif event.data.of == "product":
        yield from needs_of_product(event.data.id)


def withdraw_release(event: Event[ReleasedWithdrawn], known: Known, context: Context) -> Iterable[Change]:
    """The UN no longer has it: its content is deleted, and its case is cancelled (rule 8).

    One that is tried again closes nothing that was surely opened since.
    """
    if _is_overtaken(event, known, event.data.id, in_doubt=False):
        return
    if not (_leaves_recommendations(event) or _is_overtaken(event, known, event.data.id)):
        yield _keep_last(event, event.data.id)
    if event.data.of == "product":
        yield from _withdraw_product(event, known)
    elif event.data.of == "recommendation":
        yield from _withdraw_recommendation(event, known, context)


def _withdraw_recommendation(event: Event[ReleasedWithdrawn], known: Known, context: Context) -> Iterable[Change]:
    row = known.get(RECOMMENDATIONS, event.data.id)
    if row is None or row.withdrawn_on is not None or event.id in row.events:
        return []
    return change_released(_delete_content(row, event), known, context, WHY_CANCELLED[event.data.because])


def _withdraw_product(event: Event[ReleasedWithdrawn], known: Known) -> Iterable[Change]:
    """No project can newly cite it. Those that cite it are marked."""
    row = known.get(PRODUCTS, event.data.id)
    if row is None or row.withdrawn_on is not None or event.id in row.events:
        return []
    product = replace(row, withdrawn_on=event.data.released_on, events=_add_event(row, event), audience=NOT_RELEASED)
    return _change_product(product, known)


def _leaves_recommendations(event: Event[ReleasedWithdrawn]) -> bool:
    """Whether a report was only narrowed: its recommendations have audiences of their own."""
    return event.data.of == "assessment" and event.data.because != "withdrawn"


def _delete_content(row: Recommendation, event: Event[ReleasedWithdrawn]) -> Recommendation:
    return replace(
        row,
        text=None,
        themes=None,
        priority=None,
        pillar=None,
        made_by=None,
        provision=None,
        assistance_needed=False,
        assistance_requested=False,
        withdrawn_on=event.data.released_on,
        events=_add_event(row, event),
        audience=NOT_RELEASED,
    )


# ---- in common -------------------------------------------------------------------------------


def _needs_of_last(*ids: str) -> Iterator[Need]:
    yield from (Need(LAST_RELEASES, id_) for id_ in ids)


def _is_overtaken(event: Event[Any], known: Known, *ids: str, in_doubt: bool = True) -> bool:
    """Whether it is tried again, and the thing, or all of its report, was told of since."""
    last = filter(None, (known.get(LAST_RELEASES, id_) for id_ in ids))
    return any(is_overtaken(event, one.position, one.told_at, in_doubt=in_doubt) for one in last)


def _is_closed_since(event: Event[Any], known: Known, before: Recommendation | Product | None) -> bool:
    """Whether it is tried again, and its thing was closed before unoct kept when. In doubt that was since."""
    if not event.retry_of or before is None or before.withdrawn_on is None:
        return False
    return known.get(LAST_RELEASES, before.id) is None


def _keep_last(event: Event[Any], id_: str) -> Change:
    return Put(LAST_RELEASES, LastRelease(id_, position_of(event), event.time))


def _add_event(before: Recommendation | Product | None, event: Event[Any]) -> tuple[str, ...]:
    """The released events that made a row, with this one."""
    return (*(before.events if before else ()), event.id)[-MOST_EVENTS:]


REACTIONS: dict[type[EventData], Rule[Any]] = {
    ReleasedRecommendation: Rule(needs_of_released_recommendation, keep_recommendation),
    ReleasedProduct: Rule(needs_of_released_product, keep_product),
    ReleasedWithdrawn: Rule(needs_of_withdrawal, withdraw_release),
}
