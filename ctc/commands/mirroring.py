"""`ctc report mirror`: a directory that has each edition as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

import typer

from contracts.vocabulary import REPORTS, FormName
from ctc.client import Data, connect
from ctc.output import Json, note, tell
from reference import LANGUAGES

EXAMPLE: Final = "Example: ctc report mirror ./reports --report annual --language fr --language en --format pdf"
Audience = Literal["public", "partners", "un", "council"]


def _choose(names: Sequence[str]) -> dict[str, Any]:
    """Makes each value of an option that may be repeated one of these names."""

    def check(text: str) -> str:
        if text not in names:
            raise typer.BadParameter(f"{text!r} is none of {', '.join(names)}")
        return text

    return {"parser": check, "metavar": f"<{'|'.join(names)}>"}


def mirror(
    directory: Annotated[Path, typer.Argument(help="Where the files go. It is made if it is not there.")],
    report: Annotated[
        list[str] | None, typer.Option(**_choose(REPORTS), help="Which report; else all. May be repeated.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(**_choose(LANGUAGES), help="In which language; else en. May be repeated.")
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option("--format", **_choose(get_args(FormName)), help="In which form; else pdf. May be repeated."),
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Whose editions.")] = "public",
    data: Data = None,
    json: Json = False,
) -> None:
    """Brings each edition into a directory once, with its SHA-256, and removes what was withdrawn or issued again.

    Run it again, such as every hour: it goes on where it was. `sha256sum --check SHA256SUMS` checks the files.
    """
    from ctc.mirroring.following import fill  # noqa: PLC0415 - help must not wait for it
    from ctc.mirroring.shelf import Wish, open_shelf  # noqa: PLC0415

    with connect(data) as client:
        if audience == "public":  # so that nothing comes in that only the token's owner may see
            client.headers.pop("Authorization", None)
        wish = Wish.model_validate({
            "url": str(client.base_url) if data is None else "",
            "audience": audience,
            "reports": sorted(set(report or ())),
            "languages": sorted(set(language or ("en",))),
            "forms": sorted(set(form or ("pdf",))),
        })  # fmt: skip
        with open_shelf(directory, wish) as shelf:
            steps = list(fill(client, shelf))
    missing = [step for step in steps if step.because]
    for step in missing:
        note(f"{step.what}: {step.name}: {step.because}")
    lines = [f"{step.what}  {step.name}" for step in steps if not step.because]
    tell({"items": [asdict(step) for step in steps]}, json, "\n".join(lines) or "nothing new")
    if missing:
        raise typer.Exit(1)
