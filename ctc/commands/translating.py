"""`ctc words`: words to translators and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ctc.errors import CannotStart
from ctc.output import Json, tell

Translated = Literal["ar", "zh", "fr", "ru", "es"]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("export", epilog="Example: ctc words export fr --out fr.xlf")(export)
    app.command("import", epilog="Example: ctc words import fr.xlf")(import_)
    app.command("format", epilog="Example: ctc words format")(format_)


def export(
    language: Annotated[Translated, typer.Argument(help="Of the translation.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; else LANGUAGE.xlf.")] = None,
    json: Json = False,
) -> None:
    """Writes all messages in English and in this language as XLIFF 2.0, with the state of each."""
    from ctc.translating import xliff  # noqa: PLC0415 - help must not wait for it
    from ctc.translating.units import list_units  # noqa: PLC0415

    file, units = out or Path(f"{language}.xlf"), list(list_units(language))
    try:
        file.write_bytes(xliff.write(language, units))
    except OSError as error:
        raise CannotStart(f"{file} cannot be written: {error.strerror}") from error
    drafts = sum(unit.state in ("initial", "translated") for unit in units)
    tell(
        {"file": str(file), "messages": len(units), "drafts": drafts},
        json,
        f"{file}: {len(units)} messages, of which {drafts} are drafts",
    )


def import_(
    file: Annotated[Path, typer.Argument(help="What a translator sent back.")],
    json: Json = False,
) -> None:
    """Takes translations back into the files. Exit 1, and nothing is written, where one of them cannot be taken."""
    from ctc.translating import xliff  # noqa: PLC0415
    from ctc.translating.units import apply_units, find_problems  # noqa: PLC0415

    try:
        language, units = xliff.read(file.read_bytes())
    except OSError as error:
        raise CannotStart(f"{file} cannot be read: {error.strerror}") from error
    problems = list(find_problems(language, units))
    changed = {} if problems else apply_units(language, units)
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")
    names = [f"{path.parent.name}/{path.name}" for path in changed]
    lines = [*problems, f"{language}: {len(names)} files changed{': ' if names else ''}{', '.join(names)}"]
    tell({"language": language, "problems": problems, "changed": names}, json, "\n".join(lines))
    raise typer.Exit(1 if problems else 0)


def format_(json: Json = False) -> None:
    """Writes the files of reports in the form in which an import leaves them, so that it changes nothing else."""
    from ctc.translating.units import list_unformatted  # noqa: PLC0415

    unformatted = list_unformatted()
    for path, text in unformatted.items():
        path.write_text(text, encoding="utf-8")
    names = [f"{path.parent.name}/{path.name}" for path in unformatted]
    tell({"changed": names}, json, "\n".join(names) or "nothing to do")
