"""Invariants of release: who has what, on topics and in feeds (OP12, OP19). Each returns what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.audiences import RELEASED_TO, Audience, at_or_narrower
from simulator.invariants.look import Look

NO_REPORTS: Final = frozenset(
    {"released.assessment.v1", "released.recommendation.v1", "released.product.v1", "released.schedule.v1"}
)


def what_is_released_arrives_and_nothing_else(look: Look) -> Iterator[str]:
    """Each audience has every live part, product and agreed visit that it may have, and nothing else."""
    visits = look.history.scheduled_visits | look.history.publicly_cancelled
    for audience in RELEASED_TO:
        expected = set(_expected_parts(look, audience)) | set(_products(look, audience)) | visits
        has = _has(look, audience)
        for thing in expected - has:
            yield f"{audience} lacks {thing}"
        for thing in has - expected:
            yield f"{audience} has {thing}, which is not for it"


def _has(look: Look, audience: Audience) -> set[str]:
    return {thing for thing, type_ in look.history.released_things.get(audience, {}).items() if type_ in NO_REPORTS}


def _expected_parts(look: Look, reader: Audience) -> Iterator[str]:
    for assessment, state in look.history.assessments.items():
        if not state.is_withdrawn:
            if reader in at_or_narrower(state.audience):
                yield assessment
            for one, audience in state.recommendations.items():
                if one not in look.history.closed_recommendations and reader in at_or_narrower(audience):
                    yield one


def _products(look: Look, reader: Audience) -> Iterator[str]:
    for product, state in look.history.products.items():
        if state.status == "adopted" and reader in at_or_narrower(state.audience):
            yield product


def nothing_that_is_over_is_released(look: Look) -> Iterator[str]:
    """Nothing that is merged, split, closed or withdrawn; a cancelled visit only as such, if it was public (OP12)."""
    over = look.history.closed_recommendations | look.history.merged_visits.keys()
    over |= look.history.cancelled_visits - look.history.publicly_cancelled
    over |= {one for one, state in look.history.assessments.items() if state.is_withdrawn}
    over |= {one for one, state in look.history.products.items() if state.status == "withdrawn"}
    for audience in RELEASED_TO:
        for thing in _has(look, audience) & over:
            yield f"{audience} still has {thing}"
        for visit in look.history.publicly_cancelled:
            if (audience, visit) not in look.history.cancelled_copies:
                yield f"{audience} is not told that {visit} was cancelled"


def what_a_state_wants_confidential_is_narrowed_at_once(look: Look) -> Iterator[str]:
    """The request itself closes the report, without anybody's decision (OP19)."""
    for assessment in sorted(look.history.to_be_narrowed):
        yield f"{assessment} is to be confidential, and nothing says who may have it since"


def every_feed_holds_what_its_topic_told(look: Look) -> Iterator[str]:
    """The feeds over HTTP and the tables of unoct hold what was released."""
    feeds: dict[str, set[str]] = {}
    for row in look.tables["copies"]:
        feeds.setdefault(row["audience"], set()).add(row["thing_id"])
    for audience in RELEASED_TO:
        for thing in feeds.get(audience, set()) ^ _has(look, audience):
            yield f"the feed of {audience} and its topic differ in {thing}"
    un = look.history.released_things.get("un", {})
    for kind in ("recommendation", "product"):
        things = {thing for thing, type_ in un.items() if type_ == f"released.{kind}.v1"}
        for thing in {row["id"] for row in look.tables[f"un_{kind}s"]} ^ things:
            yield f"unoct and ctc.released.un differ in {thing}"


INVARIANTS: Final = (
    what_is_released_arrives_and_nothing_else,
    nothing_that_is_over_is_released,
    what_a_state_wants_confidential_is_narrowed_at_once,
    every_feed_holds_what_its_topic_told,
)
