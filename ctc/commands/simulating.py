"""`ctc simulate`: years of the procedure on a seeded clock, with faults. Invariants are checked every year."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctc.client import Data, connect, get_all
from ctc.errors import CannotStart
from ctc.output import Json, Progress, tell

if TYPE_CHECKING:  # help must not wait for all services to load
    from ctc.load import Load
    from simulator.simulation import SimulationPlan, SimulationResult

MEMBERS = 193
"""Member States."""
FIRST_YEAR = 2022
"""The first whole year of resolution 2617."""
LAST_YEAR = 2199
"""The last year that has synthetic mandates."""
NO_CHANGE = "+0%"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: ctc simulate --years 20 --seed 1 --faults")(simulate)


def simulate(
    years: Annotated[int, typer.Option(min=1, max=100, help="How many years to live through.")] = 20,
    seed: Annotated[int, typer.Option(help="The same seed gives the same history, to the byte.")] = 1,
    faults: Annotated[bool, typer.Option("--faults", help="Crash, repeat, delay and hold back, by chance.")] = False,
    states: Annotated[int, typer.Option(min=1, max=MEMBERS, help="How many Member States are assessed.")] = MEMBERS,
    begin: Annotated[int, typer.Option(min=FIRST_YEAR, max=LAST_YEAR, help="The first year.")] = FIRST_YEAR,
    forecast: Annotated[
        int | None, typer.Option(min=FIRST_YEAR, max=LAST_YEAR, help="In place of all this: the load of this year.")
    ] = None,
    visits: Annotated[
        str | None, typer.Option(help="With --forecast: +20% has the year's visits be a fifth more.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Lives through years of the procedure, invented by chance, in the real services, in one process.

    After each year everything that must hold is checked. Prints what happened and the history's
    digest; with violations it prints each, and the command that replays them, and exits with 1.

    With --forecast it invents nothing. It reads what a system has on record, and counts visits,
    cycles and reports due in each month of that year.
    """
    if forecast is not None:
        return _forecast_load(forecast, visits or NO_CHANGE, data, json)
    if visits is not None or data is not None:
        raise typer.BadParameter("--visits and --data go with --forecast: add it, with a year")
    try:
        from simulator.simulation import SimulationPlan  # noqa: PLC0415
    except ModuleNotFoundError:
        raise CannotStart("the images come without the simulator: run it from a clone, or from the wheel") from None
    if begin + years - 1 > LAST_YEAR:
        raise typer.BadParameter(f"there are mandates up to {LAST_YEAR} only: begin earlier, or take fewer years")
    import uvloop  # noqa: PLC0415

    result = uvloop.run(_simulate(SimulationPlan(years, seed, states, faults, begin)))
    tell(build_json(result), json, _text(result))
    raise typer.Exit(1 if result.violations else 0)


def _forecast_load(year: int, change: str, data: Path | None, json: bool) -> None:
    from ctc.load import PLANNED, count_load, read_factor  # noqa: PLC0415
    from reference import load  # noqa: PLC0415

    try:
        read_factor(change)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    with connect(data) as client:
        visits = [
            one
            for status in (*PLANNED, "completed")
            for one in get_all(client, "/visits", {"body": "CTED", "status": status})
        ]
        calendar = get_all(client, "/calendar", {"from": f"{year}-01-01", "to": f"{year}-12-31"})
    try:
        found = count_load(visits, calendar, year, change, load())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    tell(asdict(found, dict_factory=_with_numbers), json, write_load(found))


def _with_numbers(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in fields}


def write_load(found: Load) -> str:
    """The load as a table, with how it was made."""
    columns = ("month", "visits", "cycles", "reports due")
    totals = [sum(getattr(one, name) for one in found.months) for name in ("visits", "cycles", "reports_due")]
    rows = [
        columns,
        *((one.month, *map(_number, (one.visits, one.cycles, one.reports_due))) for one in found.months),
        (f"{found.year}", *map(_number, totals)),
    ]
    return "\n".join(
        [
            *(f"{first:<8}" + "".join(f"{cell:>13}" for cell in rest) for first, *rest in rows),
            f"planned for {found.year} without a month: {_number(found.visits_without_a_month)} visits",
            f"due after {found.year} on these cycles: {_number(found.reports_due_later)} reports",
            f"The visits planned for {found.year} are changed by {found.visits_changed_by}.",
            "A cycle opens at the end of the usual time after a visit. Its report is due after the mandate's period.",
        ]
    )


def _number(number: Decimal) -> str:
    return f"{number:.1f}"


async def _simulate(plan: SimulationPlan) -> SimulationResult:
    from shared.operations import logs  # noqa: PLC0415
    from shared.operations.embedded_postgres import temporary  # noqa: PLC0415
    from simulator.running import open_ground  # noqa: PLC0415

    logs.configure("critical")  # what goes wrong here is meant to, and counted
    progress = Progress("year")
    with temporary() as server:
        async with open_ground(server.dsn) as database:
            result = await database.run(plan, progress.at)
    progress.end()
    return result


def build_json(result: SimulationResult) -> dict[str, Any]:
    """The result as JSON has it."""
    fields = asdict(result)
    plan = fields.pop("plan")
    return {"replay": result.replay, **plan, "asked": plan, **fields}


def _text(result: SimulationResult) -> str:
    lines = [
        f"{result.years} years from {result.plan.begin} on, {result.plan.states} States, seed {result.plan.seed}",
        f"assessments {result.assessments}, cycles {result.cycles}, events {result.events}",
        f"actions     {sum(result.stages.values())}, of {len(result.stages)} kinds; --json lists them",
        f"deadlines   {_counts(result.deadlines)}",
        f"faults      {_counts(result.faults) or 'none asked for: --faults'}",
        f"refused     {_counts(result.refusals)}",
        f"digest      {result.digest}",
        *(f"VIOLATION   {violation}" for violation in result.violations),
    ]
    if result.violations:
        lines.append(f"replay with {result.replay}")
    return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())
