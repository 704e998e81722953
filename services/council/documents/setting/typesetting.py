"""Sets data with a template. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

import fontpkg_amiri
import fontpkg_noto_sans
import manimgx_fonts_cjk
import orjson
import typst

from services.council.documents.setting.problems import CannotBeSet
from services.council.documents.setting.runs import bound_runs

STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
"""PDF/UA-1, so that all can read it; PDF/A-2a, so that it can be kept."""
DRAWING: Final = Path(__file__).with_name("drawing.typ").read_bytes()
"""What all templates begin with."""
DOTS_AN_INCH: Final = 216


FONT_FOLDERS: Final = (fontpkg_noto_sans.ROOT, fontpkg_amiri.ROOT, Path(manimgx_fonts_cjk.__file__).parent)
"""The fonts that come with the product."""


@cache
def load_fonts() -> typst.Fonts:
    """Those fonts. Those of the machine are left out, so that all machines set alike."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*FONT_FOLDERS])


def set_pdf(template: bytes, data: Mapping[str, object], made_at: datetime) -> bytes:
    """A tagged PDF that keeps both standards. Raises CannotBeSet."""
    return _set(template, data, "pdf", made_at)


def set_picture(template: bytes, data: Mapping[str, object]) -> bytes:
    """A PNG of one page. Raises CannotBeSet."""
    return _set(template, data, "png")


def _set(
    template: bytes, data: Mapping[str, object], form: Literal["pdf", "png"], made_at: datetime | None = None
) -> bytes:
    try:
        made, warnings = _compile(template, data, form, made_at)
    except typst.TypstError as error:
        raise CannotBeSet(error.message) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a class of each Rust library, which none of them exports
            raise
        raise CannotBeSet(str(error)) from error
    finally:
        _forget()
    if warnings:
        raise CannotBeSet("; ".join(warning.message for warning in warnings))
    assert isinstance(made, bytes)
    return made


def _compile(
    template: bytes, data: Mapping[str, object], form: Literal["pdf", "png"], made_at: datetime | None
) -> tuple[bytes | list[bytes] | None, list[typst.TypstWarning]]:
    return typst.Compiler(font_paths=load_fonts()).compile_with_warnings(
        DRAWING + template,
        format=form,
        ppi=DOTS_AN_INCH,
        sys_inputs={"data": bound_runs(orjson.dumps(data, option=orjson.OPT_UTC_Z).decode())},
        pdf_standards=[*STANDARDS] if form == "pdf" else [],
        timestamp=None if made_at is None else int(made_at.timestamp()),
    )


def _forget() -> None:
    """Frees what Typst keeps of earlier documents, some 300 MB: it drops what the last ten did not use."""
    empty = typst.Compiler(font_paths=load_fonts())
    for _ in range(11):
        empty.compile(b"", format="pdf")
