"""A report that CTED and UNOCT publish together: each agrees for its own side, edition by edition (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from services.council.counting.scope import Scope
from services.council.editions.checks import check_scope
from services.council.editions.model import AGREEMENTS, Agreement, Asked
from services.council.reports.kind import Kind
from shared.engine.principals import BOTH_SIDES
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal, Remove


class NotAgreedByBoth(Refusal):
    """CTED and UNOCT publish this report together: first each of them agrees to an edition with this cut-off."""

    paragraph = "OP24"


class OnlyForItsAuthors(Refusal):
    """Only the Committee's staff for CTED, and UNOCT, agree to the report that the two publish together."""

    paragraph = "OP24"
    status = 403


@dataclass(frozen=True, slots=True)
class AgreeOnReport:
    """One side agrees that the next edition of this report is published, with this cut-off."""

    kind: Kind
    asked: Asked


def needs_of_agreement(command: Command[AgreeOnReport]) -> Iterable[Need]:
    """Who has agreed so far."""
    return (Need(AGREEMENTS, command.data.asked.series),)


def agree_on_report(command: Command[AgreeOnReport], known: Known, context: Context) -> Iterator[Change]:
    """Each principal agrees for its own side alone. With another cut-off it is another edition, and both agree anew."""
    kind, asked, side = command.data.kind, command.data.asked, command.principal.side
    if side is None:
        raise OnlyForItsAuthors
    cut_off = asked.usual_cut_off(context.now)
    check_scope(kind, Scope(asked.year, cut_off, context.now, kind.shown_to), context.now)
    before = known.get(AGREEMENTS, asked.series)
    if before is None or before.cut_off != cut_off:
        before = Agreement(asked.series, cut_off, ())
    after = replace(before, by=tuple(dict.fromkeys((*before.by, side))))
    if after != before:
        yield Put(AGREEMENTS, after)
    yield Answer({"report": asked.series, "cut_off": cut_off, "agreed": after.by})


def use_agreement(kind: Kind, series: str, cut_off: date, known: Known) -> Iterator[Change]:
    """What both agreed to is published once. Raises NotAgreedByBoth if one of them has not."""
    if not kind.of_both:
        return
    agreement = known.get(AGREEMENTS, series)
    agreed = set(agreement.by) if agreement is not None and agreement.cut_off == cut_off else set()
    if missing := sorted(BOTH_SIDES - agreed):
        raise NotAgreedByBoth(f"{' and '.join(missing)} did not agree yet.")
    yield Remove(AGREEMENTS, series)
