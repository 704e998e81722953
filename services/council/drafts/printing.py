"""Whether what people write can be printed: a character that is in no font is refused at once, and not to a reader."""

from __future__ import annotations

from services.council.editions.forms.rendering import Renderer
from shared.engine.principals import Principal
from shared.engine.rules import Refusal


class CannotBePrinted(Refusal):
    """The text has a character that is in none of the fonts of reports: write it in another way."""

    rule = "11"
    status = 422


async def check_printable(renderer: Renderer, writer: Principal, *texts: str) -> None:
    """Raises CannotBePrinted, with the first such character by its number."""
    for text in texts:
        if text.isascii():
            continue
        spelled = await renderer.spell_out(text, writer)
        if spelled != text:
            missing = next(one for one, other in zip(text, spelled, strict=False) if one != other)
            raise CannotBePrinted(f"It is [U+{ord(missing):04X}].")
