"""Which needs, steps and meetings a figure counted, as far as its reader may see them now.

What came of a need is the UN's to know too; the events of steps and briefings are the Committee's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from services.council.disclosure import Reader
from services.council.queries import query
from services.council.reports.assistance.population import ANSWERS, Briefing, Step
from services.council.reports.assistance.reading import NEEDS
from services.council.reports.listing import Asks
from services.council.reports.populations import Counted
from services.council.reports.reading import rows
from services.council.reports.scope import Scope
from shared.principals import Principal
from shared.tables import Connection


async def listed_needs(connection: Connection, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """The needs that this figure counted, one page of them."""
    what, among, name = [*figure.split(".", 2), "", ""][:3]
    among = among or ("" if what in ANSWERS else "days")
    values = scope.values() | asks.values() | {"among": among, "name": name}
    found = await rows(connection, query(*NEEDS, "needs_listed", "as_readers_see"), values)
    behind: dict[str, list[str]] = defaultdict(list)
    for row in await rows(connection, query("needs_behind"), values | {"ids": [row["id"] for row in found]}):
        behind[row["id"]].append(row["event_id"])
    counted = []
    for row in found:
        reader = Reader(asks.principal, row["states"][0])
        knows = reader.insider or reader.of_the_un
        numerator = (row[what] if what in ANSWERS else True) if knows else None
        events = (*row["events"], *(behind[row["id"]] if knows else ()))
        counted.append(Counted(row["id"], "recommendation", tuple(row["states"]), numerator, events))
    return counted


def of_steps(steps: Iterable[Step], principal: Principal) -> Iterator[Counted]:
    """Steps that concern no single State are everybody's; the others the UN's and the State's own."""
    for step in steps:
        if sees_step(step, principal):
            states = (step.state,) if step.state else ()
            yield Counted(step.id, "step", states, step.done_on is not None, _inside(step.events, principal))


def sees_step(step: Step, principal: Principal) -> bool:
    """Whether this reader may see the step."""
    if step.state is None:
        return True
    reader = Reader(principal, step.state)
    return reader.insider or reader.of_the_un


def of_briefings(briefings: Iterable[Briefing], principal: Principal) -> Iterator[Counted]:
    """That they were held is everybody's to know."""
    for one in briefings:
        yield Counted(one.id, one.kind.replace("_", " "), (), True, _inside(one.events, principal))


def _inside(events: tuple[str, ...], principal: Principal) -> tuple[str, ...]:
    return events if principal.audience == "committee" else ()
