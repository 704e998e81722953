"""Groups of commands, and how their help looks: each command with its whole first sentence, under headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import typer
from typer.core import TyperGroup
from typer.main import get_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typer._click import Command, Context, HelpFormatter

HELP_OPTIONS: Final = {"help_option_names": ["-h", "--help"]}
HEADINGS: Final = ("To begin", "A desk officer's work", "To ask", "To bring data in", "To operate")
"""The headings of `ctc --help`, in their order."""
LONGEST: Final = 200
"""Characters of a command's first sentence: none is cut off."""


class Headed(TyperGroup):
    """A group whose help lists its commands under the headings of their panels, in plain text."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes a section for each heading, all with one width."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        width = max(len(name) for name, _ in commands)
        headings: dict[str, list[tuple[str, str]]] = {}
        for name, command in commands:
            if command is not None:
                heading = getattr(command, "rich_help_panel", None) or "Commands"
                row = (name.ljust(width), command.get_short_help_str(LONGEST))
                headings.setdefault(heading, []).append(row)
        for heading, rows in sorted(headings.items(), key=lambda one: (*HEADINGS, one[0]).index(one[0])):
            with formatter.section(heading):
                formatter.write_dl(rows)


class Late(Headed):
    """A group whose commands are made when one of them is called, or when they are listed."""

    add_commands: ClassVar[Callable[[typer.Typer], None]]

    def list_commands(self, ctx: Context) -> list[str]:
        self._fill()
        return super().list_commands(ctx)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        self._fill()
        return super().get_command(ctx, cmd_name)

    def _fill(self) -> None:
        if not self.commands:
            app = group("", "")
            type(self).add_commands(app)
            self.commands.update(get_group(app).commands)


def late(about: str, example: str, add_commands: Callable[[typer.Typer], None]) -> typer.Typer:
    """A group of commands for which nothing waits until one is called."""
    return group(about, example, cls=type("OfOne", (Late,), {"add_commands": staticmethod(add_commands)}))


def group(about: str, example: str, cls: type[TyperGroup] = Headed) -> typer.Typer:
    """A group of commands. Its help shows an example, as theirs does."""
    commands = typer.Typer(
        no_args_is_help=True, help=about, epilog=f"Example: {example}", rich_markup_mode=None, cls=cls
    )
    commands.callback()(lambda: None)  # so that the command's name is needed even if the group has only one
    return commands


def add_under(app: typer.Typer, heading: str, adders: Iterable[Callable[[typer.Typer], None]]) -> None:
    """Adds commands under one heading of the help."""
    commands, groups = len(app.registered_commands), len(app.registered_groups)
    for add_to in adders:
        add_to(app)
    for command in app.registered_commands[commands:]:
        command.rich_help_panel = heading
    for inner in app.registered_groups[groups:]:
        inner.rich_help_panel = heading
