"""The marked story goes on: products, visits with guests, overlaps, mergers, assistance, what follow-up adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from contracts.audiences import AUDIENCES, Audience, may_see
from contracts.ids import assessment_id, cycle_id, overlap_id, product_id, recommendation_id, visit_id

if TYPE_CHECKING:
    from tests.support.marked_story import System

CTED_SOURCE, BODY_SOURCE = "urn:example:cted", "urn:example:other"
OURS, CANCELLED, LEFT_APART, NEVER = (visit_id(CTED_SOURCE, name) for name in ("V1", "V2", "V3", "V4"))
CALLED_OFF = visit_id(BODY_SOURCE, "B2")
OVERLAP = overlap_id(OURS, visit_id(BODY_SOURCE, "B1"))
REPORT = assessment_id(CTED_SOURCE, "2024/KEN")
CYCLE = cycle_id(REPORT)

OF_AN_AUDIENCE: Final = ("finding", "shortfall", "good-practice", "product", "added")
"""Things that exist once for each audience, each with a mark of its own."""
OF_THE_COMMITTEE: Final = ("guest", "purpose", "cancellation", "merger", "withdrawal", "calling-off")
"""Texts about visits that only the Committee and the visited State may read."""


def mark_of(kind: str, audience: Audience = "committee") -> str:
    """A text that begins with the audience's own mark."""
    return f"MARKED-{audience.upper()}-7f3a-{kind}"


def product(audience: Audience) -> str:
    return product_id(CTED_SOURCE, f"P-{audience}")


def id_of_added(audience: Audience) -> str:
    return recommendation_id(REPORT, f"A-{audience}")


async def tell_more(system: System) -> None:
    """What is told of visits, products and follow-up, refusals included."""
    await tell_of_visits(system)
    for audience in AUDIENCES:
        await tell_of_product(system, audience)
        await add_recommendation(system, audience)
    for requests in (False, True):
        for audience in AUDIENCES:
            path = f"/recommendations/{recommendation_id(REPORT, f'R-{audience}')}/assistance-request"
            await system.command(path, {"requested": requests, "requested_on": "2024-06-01"})


async def tell_of_visits(system: System) -> None:
    base: dict[str, Any] = {"state": "KEN", "source": CTED_SOURCE, "kind": "focused", "mode": "onsite",
                            "purpose": mark_of("purpose"), "synthetic": True}  # fmt: skip
    for reference, start in (("V1", "2024-09-02"), ("V2", "2024-11-04"), ("V3", "2024-10-07"), ("V4", "2024-10-14")):
        await system.command("/visits", base | {"reference": reference, "start": start})
        visit = visit_id(CTED_SOURCE, reference)
        await system.command(f"/visits/{visit}/agreement", {"agreed_on": "2024-06-01"})
        guest = {"body": mark_of("guest"), "sector": "academia", "at_states_request": True}
        await system.command(f"/visits/{visit}/guests", {"guests": [guest]})
    uninvited = {"guests": [{"body": mark_of("guest"), "sector": "academia"}]}
    assert (await system.owner.post(f"/visits/{OURS}/guests", json=uninvited)).status_code == 422
    plan = {"reference": "B1", "body": "UNODC", "state": "KEN", "start": "2024-09-30", "purpose": mark_of("purpose"),
            "synthetic": True}  # fmt: skip
    other = plan | {"reference": "B2", "start": "2025-09-30"}
    off = other | {"cancelled_on": "2024-03-01", "reason": mark_of("calling-off")}
    for id_, data in (("b1", plan), ("b2", other), ("b3", off)):
        await system.send(
            {"specversion": "1.0", "id": id_, "source": BODY_SOURCE, "type": "org.un.ctc.notice.visit.planned.v1",
             "time": "2024-03-01T15:00:00Z", "subject": "KEN", "data": data}
        )  # fmt: skip
    cancellation = {"cancelled_on": "2024-06-20", "reason": mark_of("cancellation")}
    await system.command(f"/visits/{CANCELLED}/cancellation", cancellation)
    for visit in (OURS, LEFT_APART, NEVER):
        await system.command(f"/visits/{visit}/completion", {})
    never = {"withdrawn_on": "2024-12-01", "reason": mark_of("withdrawal")}
    await system.command(f"/visits/{NEVER}/withdrawal", never)
    merger = {"with": [LEFT_APART], "decided_by": "CTED", "decided_on": "2024-12-01", "reason": mark_of("merger")}
    await system.command(f"/visits/{OURS}/merger", merger)
    separation = {
        "visits": [LEFT_APART],
        "decided_by": "CTED",
        "decided_on": "2024-12-02",
        "reason": mark_of("separation"),
    }
    await system.command(f"/visits/{OURS}/separation", separation)
    await system.command(f"/visits/{OURS}/merger", merger | {"decided_on": "2024-12-03"})


async def tell_of_product(system: System, audience: Audience) -> None:
    draft = {"reference": f"P-{audience}", "kind": "oia", "title": "A survey", "summary": mark_of("product", audience),
             "state": "KEN", "drafted_on": "2024-05-01", "source": CTED_SOURCE, "synthetic": True}  # fmt: skip
    await system.command("/products", draft)
    if audience == "committee":
        return  # it stays a draft
    choice = {"audience": "council"} if audience == "council" else {}
    await system.command(f"/products/{product(audience)}/adoption", {"adopted_on": "2024-06-01"} | choice)
    await system.command(f"/products/{product(audience)}/disclosure", decision(audience))


async def add_recommendation(system: System, audience: Audience) -> None:
    body = {"reference": f"A-{audience}", "text": mark_of("added", audience), "themes": ["cft"], "priority": "low",
            "made_by": "CTED", "assistance_needed": True, "made_on": "2024-06-01", "audience": audience}  # fmt: skip
    if may_see("partners", frozenset(), audience):  # wider takes a decision, which follows
        body["audience"] = "un"
    await system.command(f"/cycles/{CYCLE}/recommendations", body)
    await system.command(f"/recommendations/{id_of_added(audience)}/disclosure", decision(audience))


def decision(audience: Audience) -> dict[str, Any]:
    return {"audience": audience, "decided_by": "Permanent Mission", "decided_on": "2024-06-10", "consulted_ctc": True}


async def narrow_more(system: System) -> None:
    for audience in AUDIENCES[1:]:
        await system.command(f"/products/{product(audience)}/disclosure", decision("committee"))
        await system.command(f"/recommendations/{id_of_added(audience)}/disclosure", decision("committee"))


PATHS: Final = (
    "/products", "/overlaps", f"/overlaps/{OVERLAP}", "/cycles", "/visits?state=KEN", "/visits?without_report=true",
    *(f"/visits/{visit}" for visit in (OURS, CANCELLED, LEFT_APART, NEVER, CALLED_OFF)),
    *(f"/trace/{visit}" for visit in (OURS, CANCELLED, LEFT_APART, NEVER, CALLED_OFF)),
    *(f"/products/{product(audience)}" for audience in AUDIENCES),
    *(f"/trace/{product(audience)}" for audience in AUDIENCES),
    *(f"/recommendations/{id_of_added(audience)}" for audience in AUDIENCES),
    *(f"/trace/{id_of_added(audience)}" for audience in AUDIENCES),
    f"/visits/{OURS}/mergers", f"/receipts?source={BODY_SOURCE}&id=b1",
)  # fmt: skip
