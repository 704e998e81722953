"""`ctc report`: reads reports, and leads one from its draft to its transmission."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import quote

import typer

from contracts.vocabulary import REPORTS, FormName, ReportName
from ctc.arguments import DAY
from ctc.client import Data, ask, connect
from ctc.desk.commands import build_function
from ctc.desk.operations import Operation, read_operation
from ctc.errors import CannotStart
from ctc.groups import late
from ctc.output import note, tell, write_bytes

if TYPE_CHECKING:  # help must not wait for it
    from rich.console import RenderableType

OF_A_CYCLE: Final = "followup"
STEPS: Final[Mapping[str, tuple[str, str, str]]] = {
    "draft": ("annual", "drafts", ""),
    "write": ("annual", "words", "--section introduction --text 'The Committee sets out below ...'"),
    "consider": ("annual", "consideration", ""),
    "object": ("annual", "objections", "--member 'A member' --text 'Paragraph 4 is not clear.'"),
    "agree": ("joint", "agreement", ""),
    "adopt": ("annual", "adoption", "--by meeting --document DRAFT/RECORD/1"),
    "transmit": ("annual", "transmission", "--to 'President of the Security Council'"),
    "correct": ("annual", "corrections", "--reason 'A visit was counted twice.'"),
    "withdraw": ("annual", "withdrawal", "--reason 'Sent by mistake.' --document 'Note 12'"),
}
"""By its name a step: a report that has it, what stands at the end of its path, and an example of its options."""
Year = Annotated[int | None, typer.Option(help="The year it reports on.")]
Cycle = Annotated[str | None, typer.Option(help="Of a follow-up report: the cycle, in place of a year.")]


def add_to(app: typer.Typer) -> None:
    """Adds the group. Its commands are made when one is called."""
    example = "ctc report annual --year 2022 --format pdf --out annual-2022.pdf"
    app.add_typer(late("Reports: read them, and lead one to its transmission.", example, add_commands), name="report")


def add_commands(app: typer.Typer) -> None:
    """A command that reads for each report, and one for each step."""
    for name in REPORTS:
        of = "--cycle CYCLE" if name == OF_A_CYCLE else "--year 2024"
        app.command(name, epilog=f"Example: ctc report {name} {of} --format pdf --out {name}.pdf")(_reader(name))
    for step, (report, noun, options) in STEPS.items():
        example = f"Example: ctc report {step} {report} --year 2024 {options}".rstrip()
        operation = read_operation("council", "POST", f"/reports/{report}/{{year}}/{noun}")
        app.command(step, epilog=example)(_build_step(operation, noun))
    from ctc.commands import mirroring  # noqa: PLC0415 - it knows languages, for which other help must not wait

    app.command(epilog=mirroring.EXAMPLE)(mirroring.mirror)


# ---- reading -------------------------------------------------------------------------------


def _reader(name: ReportName) -> Callable[..., None]:
    def show(
        year: Year = None,
        cycle: Cycle = None,
        edition: Annotated[int | None, typer.Option(help="The edition with this number; else the last one.")] = None,
        draft: Annotated[int | None, typer.Option(help="The draft with this number, in place of an edition.")] = None,
        provisional: Annotated[bool, typer.Option("--provisional", help="What is counted now; kept nowhere.")] = False,
        form: Annotated[
            FormName | None, typer.Option("--format", help="In which form; else json, and on a terminal its figures.")
        ] = None,
        lang: Annotated[str | None, typer.Option(help="In which language, such as fr; else in English.")] = None,
        out: Annotated[Path | None, typer.Option(help="The file to write; else standard output.")] = None,
        cut_off: Annotated[date | None, typer.Option(**DAY, help="The last day that counts.")] = None,
        freeze: Annotated[
            str | None, typer.Option(help="What was recorded by this instant counts, such as 2023-01-15T12:00:00Z.")
        ] = None,
        data: Data = None,
        json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    ) -> None:
        path = f"{find_path(name, year, cycle)}{_part(provisional, draft)}"
        cut_off_on = cut_off.isoformat() if cut_off else None
        parameters = {"edition": edition, "lang": lang, "cut_off": cut_off_on, "freeze": freeze}
        query = {key: value for key, value in parameters.items() if value}
        with connect(data) as client:
            accept = {"Accept": _media_type("json" if json else form or "json")}
            response = ask(client, "GET", path, params=query, headers=accept)
        is_for_people = out is None and form is None and not json and sys.stdout.isatty()
        if is_for_people:
            tell(None, False, "", partial(_view, response.json()))
        else:
            _write(response.content, out)

    show.__doc__ = f"Shows the last edition of the {name} report, or the one that is asked for."
    return show


def find_path(name: str, year: int | None, cycle: str | None) -> str:
    """The path of the report on this cycle or year."""
    option, value, other = ("--cycle", cycle, year) if name == OF_A_CYCLE else ("--year", year, cycle)
    if value is None or other is not None:
        raise CannotStart(f"say what the report {name} is about with {option}, and with that alone")
    return f"/reports/{name}/{quote(str(value), safe='')}"


def _part(provisional: bool, draft: int | None) -> str:
    if provisional and draft is not None:
        raise CannotStart("say --provisional or --draft, not both")
    return "/provisional" if provisional else "" if draft is None else f"/drafts/{draft}"


def _media_type(form: FormName) -> str:
    from services.council.documents.forms import FORMS  # noqa: PLC0415 - help must not wait for it

    return FORMS[form].media_type


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        write_bytes([content])
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CannotStart(f"{out} cannot be written: {error.strerror}") from error
    note(f"written to {out}")


def _view(answer: Any) -> RenderableType:
    from ctc.terminal import views  # noqa: PLC0415 - nothing else waits for it

    return views.build_report(answer)


# ---- steps ---------------------------------------------------------------------------------


def _build_step(operation: Operation, noun: str) -> Callable[..., None]:
    """The same for every report, since all have the same steps."""
    name = Annotated[ReportName, typer.Argument(help="Which report.")]
    places = [Parameter("name", Parameter.KEYWORD_ONLY, annotation=name)]
    for option, annotation in (("year", Year), ("cycle", Cycle)):
        places.append(Parameter(option, Parameter.KEYWORD_ONLY, annotation=annotation, default=None))

    def path(given: Mapping[str, Any]) -> str:
        return f"{find_path(given['name'], given['year'], given['cycle'])}/{noun}"

    return build_function(operation, places, path)
