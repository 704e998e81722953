"""Surveys and analytical products: drafted, adopted, disclosed, withdrawn, and cited (OP19, OP20, OP23). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.audiences import Audience
from contracts.ids import product_id
from contracts.notices import NoticeProjectRegistered
from contracts.vocabulary import ProductKind
from services.assessments.disclosure import Decision
from services.assessments.products.commands import (
    Adoption,
    AdoptProduct,
    DiscloseProduct,
    DraftedProduct,
    DraftProduct,
    ProductWithdrawal,
    WithdrawProduct,
)
from services.assessments.products.correcting import CORRECTABLE
from simulator.actions import (
    ACCEPTED,
    DONE,
    EITHER,
    NEVER,
    OPEN,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    a_day,
    likely,
    notice,
)
from simulator.actors.assessed import CTED
from simulator.actors.correcting import put_right
from simulator.actors.others import BODIES, source_of

WEEK: Final = timedelta(days=7)
KINDS: Final[tuple[ProductKind, ...]] = ("edis", "oia", "gis", "trends", "alert", "advice", "analysis")
OF_A_STATE: Final = ("edis", "oia")


def makes(random: Random, reference: str, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """One product from its draft to its end."""
    kind = random.choice(KINDS)
    day = a_day(random, date(year, 1, 10), date(year, 8, 20))
    audience: Audience | None = random.choice((None, None, None, "committee"))
    text = f"{SECRET if audience == 'committee' else OPEN}{reference}"
    state = random.choice(states) if kind in OF_A_STATE else None
    draft = DraftedProduct(
        reference, kind, text, text, state, ("gender",), f"DRAFT/{reference}", drafted_on=day, synthetic=True
    )
    if kind in OF_A_STATE and likely(random, 0.3):
        nobodys = DraftProduct(CTED, replace(draft, state=None))
        yield day, _build_ask("survey of no State", reference, nobodys, NEVER)
    yield day, _build_ask("product drafted", reference, DraftProduct(CTED, draft))
    if likely(random, 0.3):
        draft = replace(draft, summary=f"{text}: once more")
        yield day + WEEK, _build_ask("product drafted anew", reference, DraftProduct(CTED, draft))
    product, adopted_on = product_id(CTED, reference), day + 4 * WEEK
    if likely(random, 0.15):
        wider = AdoptProduct(product, Adoption(adopted_on, "public"))
        yield adopted_on, _build_ask("adopted for the public", reference, wider, NEVER)
    if likely(random, 0.1):
        return
    yield adopted_on, _build_ask("product adopted", reference, AdoptProduct(product, Adoption(adopted_on, audience)))
    if likely(random, 0.3):
        right = adopted_on - timedelta(days=1)
        yield adopted_on + WEEK, put_right("assessments", CORRECTABLE, product, "adopted_on", right)
    changes = audience is None and likely(random, 0.5)
    if audience is None:
        yield from _cites(random, reference, product, adopted_on + 2 * WEEK, stays=not changes)
    if changes:
        yield from _changes(random, product, reference, state, adopted_on + 4 * WEEK)


def _changes(random: Random, product: str, reference: str, state: str | None, day: date) -> Iterator[Dated]:
    """The product is narrowed, widened, or withdrawn. Only the Committee and the State have a withdrawn one."""
    by = f"Permanent Mission of {state}" if state else "CTC"
    narrower = Decision(random.choice(("committee", "council")), by, day, random.choice(((), ("body:unoct",))))
    if likely(random, 0.5):
        yield day, _build_ask("product narrowed", reference, DiscloseProduct(product, narrower))
    if likely(random, 0.5):
        later = day + 3 * WEEK
        wider = Decision(random.choice(("partners", "public")), by, later, consulted_ctc=True)
        yield later, _build_ask("product widened", reference, DiscloseProduct(product, wider))
    if state is not None and likely(random, 0.3):
        alone = DiscloseProduct(product, Decision("public", by, day + 4 * WEEK))
        yield day + 4 * WEEK, _build_ask("product widened alone", reference, alone, NEVER)
    if likely(random, 0.4):
        withdrawn_on = day + 6 * WEEK
        yield (
            withdrawn_on,
            _build_ask(
                "product withdrawn",
                reference,
                WithdrawProduct(product, ProductWithdrawal(withdrawn_on, f"{SECRET}old")),
            ),
        )
        if likely(random, 0.5):
            again = DiscloseProduct(product, replace(narrower, decided_on=withdrawn_on))
            yield withdrawn_on + WEEK, _build_ask("disclosed though withdrawn", reference, again, NEVER)


def _cites(random: Random, reference: str, product: str, day: date, stays: bool) -> Iterator[Dated]:
    """A programme cites the product (OP23). The citation stays on record when the product is withdrawn."""
    for number, body in enumerate(random.sample(BODIES, 2)):
        if likely(random, 0.5):
            programme = NoticeProjectRegistered(
                reference=f"PROGRAMME-{reference}", kind="programme", title=f"{body} for all", lead_body=body,
                states=(), themes=("gender",), products=(product,), status="active", synthetic=True,
            )  # fmt: skip
            verdicts = ACCEPTED if stays or not number else EITHER
            on = day + number * 6 * WEEK
            yield on, notice("product cited", source_of(body), f"programme/{reference}", programme, verdicts)
            if likely(random, 0.3):
                completed_programme = programme.model_copy(update={"status": "completed"})
                ends = notice(
                    "programme completed", source_of(body), f"programme/{reference}/2", completed_programme, verdicts
                )
                yield on + 12 * WEEK, ends


def _build_ask(stage: str, of: str, data: object, outcomes: frozenset[CommandOutcome] = DONE) -> Ask:
    return Ask(stage, "assessments", f"{stage}/{of}", data, outcomes)
