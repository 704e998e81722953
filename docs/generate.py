"""Writes those parts of the reference that are read from the code: `python -m docs.generate`.

`bodies.md` gets every body, `commands.md` every subcommand of `ctc` as its help has it, `rules.md` every
refusal, `http.md` every resource, `topics.md` every topic. A test fails where a page is not what the code says.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

import ctc
import services
import shared
from contracts.catalog import INSTALLATION, TOPICS
from contracts.participants import PARTICIPANTS
from ctc.__main__ import app
from reference import load
from shared.engine.rules import Refusal

REFERENCE: Final = Path(__file__).parent / "reference"
OPENAPI: Final = Path(__file__).parents[1] / "contracts" / "openapi"
PRODUCT: Final = (ctc, services, shared)
"""Where refusals stand; tests have some of their own."""
BEGIN: Final = "<!-- read from the code by `make generate` -->"
END: Final = "<!-- end of what is read from the code -->"
COLUMNS: Final = 80
"""As wide as help is at most, wherever this runs."""


def pages() -> dict[Path, str]:
    """Each page with a part that is read from the code, and what should stand in it."""
    parts = {
        "bodies.md": _bodies(),
        "commands.md": _commands(),
        "http.md": _resources(),
        "rules.md": _refusals(),
        "topics.md": _topics(),
    }
    return {REFERENCE / name: _with(REFERENCE / name, "\n".join(part)) for name, part in parts.items()}


def _with(page: Path, part: str) -> str:
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page.name} lacks the lines `{BEGIN}` and `{END}`")
    return f"{before}{BEGIN}\n\n{part}\n{END}{after}"


# ---- bodies ---------------------------------------------------------------------------------


def _bodies() -> Iterator[str]:
    yield "| `--body` | name | kind | in full | also written |"
    yield "| --- | --- | --- | --- | --- |"
    for one in load().bodies:
        yield f"| `{one.id}` | {one.name} | {one.kind} | {one.title} | {', '.join(one.aliases)} |"


# ---- commands -------------------------------------------------------------------------------


@cache
def commands() -> tuple[tuple[str, str], ...]:
    """Every command that does something, by its full name, and its help; in the order of the help."""
    root = get_command(app)
    return tuple(_below(Context(root, info_name="ctc", terminal_width=COLUMNS, **root.context_settings)))


def _below(context: Context) -> Iterator[tuple[str, str]]:
    command = context.command
    if not isinstance(command, TyperGroup):
        yield context.command_path, command.get_help(context).strip()
        return
    for name in command.list_commands(context):
        if inner := command.get_command(context, name):
            yield from _below(Context(inner, parent=context, info_name=name, **inner.context_settings))


def _commands() -> Iterator[str]:
    for name, help_text in commands():
        yield from (f"### {name}", "", "```", help_text, "```", "")


# ---- refusals -------------------------------------------------------------------------------


def refusals() -> list[type[Refusal]]:
    """Every refusal there is, in order of where it stands and of its name."""
    for package in PRODUCT:
        _import_all(package)
    names = {package.__name__ for package in PRODUCT}
    there = (one for one in _subclasses(Refusal) if one.__module__.partition(".")[0] in names)
    return sorted(there, key=lambda one: (_place(one), one().code, one.__module__))


def _import_all(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _subclasses(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in of.__subclasses__():
        yield one
        yield from _subclasses(one)


def _place(refusal: type[Refusal]) -> str:
    """The service that refuses, or `shared`."""
    package, name, *_ = refusal.__module__.split(".")
    return name if package == "services" else package


def _refusals() -> Iterator[str]:
    there = refusals()
    for place in (*(name for name in dict.fromkeys(map(_place, there)) if name != "shared"), "shared"):
        yield f"### {'Everywhere' if place == 'shared' else place}\n"
        yield "| code | status | rule | paragraph | what the user reads | where |"
        yield "| --- | --- | --- | --- | --- | --- |"
        yield from (row(one) for one in there if _place(one) == place)
        yield ""


def row(refusal: type[Refusal]) -> str:
    """A refusal as the reference has it."""
    one = refusal()
    file = Path(inspect.getfile(refusal)).relative_to(REFERENCE.parents[1])
    where = f"[{file.name}](../../{file})"
    return f"| `{one.code}` | {one.status} | {one.rule} | {one.paragraph} | {one.title} | {where} |"


# ---- resources ------------------------------------------------------------------------------


def _resources() -> Iterator[str]:
    """A table for each service, from its OpenAPI document; what all of them have stands in the page."""
    for document in sorted(OPENAPI.glob("*.json")):
        yield from (f"### {document.stem}", "", "| request | does | parameters |", "| --- | --- | --- |")
        for path, methods in json.loads(document.read_text(encoding="utf-8"))["paths"].items():
            if not path.startswith(("/health/", "/services/")):
                for method, operation in methods.items():
                    yield _resource(method.upper(), path, operation)
        yield ""


def _resource(method: str, path: str, operation: dict[str, Any]) -> str:
    does = " ".join(operation["description"].partition("\n\n")[0].split())
    parameters = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
    return f"| `{method} {path}` | {does} | {', '.join(parameters)} |"


# ---- topics ---------------------------------------------------------------------------------


def _topics() -> Iterator[str]:
    yield from ("| topic | audience | kept | written by | read by |", "| --- | --- | --- | --- | --- |")
    for topic in TOPICS.values():
        writers = ", ".join(one.name for one in PARTICIPANTS if topic.name in one.publishes)
        readers = ", ".join(one.name for one in PARTICIPANTS if topic.name in one.consumes)
        yield f"| `{topic.name}` | {topic.audience} | {topic.keeps} | {writers} | {readers} |"
    yield f"| `{INSTALLATION.name}` | {INSTALLATION.audience} | {INSTALLATION.keeps} | every service | every service |"
    yield ""


def write() -> None:
    """Writes the pages."""
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
