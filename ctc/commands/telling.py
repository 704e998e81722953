"""`ctc demo`: the main job on the examples."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctc.errors import CannotStart
from ctc.output import Json, tell

if TYPE_CHECKING:
    from rich.console import RenderableType

OPEN_NEXT = {
    "annual-2024.html": "the annual report of 2024; each figure leads to what was counted",
    "annual-2024.pdf": "the same to print and to keep",
    "annual-2024.docx": "the same to edit",
    "annual-2024.xlsx": "its figures and tables",
    "annual-2024.fr.pdf": "the same in French; Arabic, Chinese, Russian and Spanish lie beside it",
    "annual-2023.html": "the one before",
    "annual-2022.html": "the first",
    "events.jsonl": "every event, one a line",
    "summary.json": "these totals",
}
"""What the demo leaves, in the order in which to open it."""
EXAMPLES = Path(__file__).parents[2] / "examples"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: ctc demo --out build/demo")(demo)


def demo(
    out: Annotated[Path, typer.Option(help="Where reports, event log and summary are left.")] = Path("build/demo"),
    examples: Annotated[
        Path, typer.Option(help="The directory of the examples.", show_default="those that come with ctc")
    ] = EXAMPLES,
    json: Json = False,
) -> None:
    """The main job on the examples, 2022 to 2025, on a simulated clock, embedded PostgreSQL, no broker."""
    if not examples.is_dir():
        raise CannotStart(f"there are no examples in {examples}: name another directory with --examples")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"{out} cannot be written: {error.strerror}") from error
    summary = asyncio.run(_demo(examples, out, show_on=sys.stderr if json else sys.stdout))
    left = [(out / name, about) for name, about in OPEN_NEXT.items()]
    lines = [f"{_outcome(t)} {t['total']}: {t['left']} = {t['right']}" for t in summary["totals"]]
    lines += [f"open {file}: {about}" for file, about in left]
    tell(summary, json, "\n".join(["", *lines]), partial(_end, summary, left))
    raise typer.Exit(0 if summary["reconciles"] else 1)


def _outcome(total: Mapping[str, Any]) -> str:
    return "ok   " if total["reconciles"] else "WRONG"


def _end(summary: Mapping[str, Any], left: Sequence[tuple[Path, str]]) -> RenderableType:
    """What a terminal shows at the end: one table of the totals, then what to open next."""
    from ctc.terminal.views import build_end  # noqa: PLC0415 - nothing else waits for it

    totals = [{**one, "outcome": _outcome(one).strip()} for one in summary["totals"]]
    return build_end(totals, [(str(file), about) for file, about in left])


async def _demo(examples: Path, out: Path, show_on: Any) -> dict[str, Any]:
    from ctc.demo import demo as begin_demo  # noqa: PLC0415 - help must not wait for all services to load
    from reference import load  # noqa: PLC0415
    from shared.operations import logs  # noqa: PLC0415
    from shared.operations.embedded_postgres import temporary  # noqa: PLC0415

    logs.configure("warning")
    with temporary() as server:
        async with begin_demo(server.dsn, load(), lambda line: print(line, file=show_on)) as run:
            return await run.run(examples, out)
