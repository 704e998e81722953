"""The templates of the pages, and what stands at their disposal. Pure."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE: Final = Path(__file__).parent
STYLE: Final = (HERE / "style.css").read_bytes()
STYLE_PATH: Final = f"/ui/style-{sha256(STYLE).hexdigest()[:12]}.css"
"""It changes with the style, so a browser may keep it for good."""
LONGEST_TEXT: Final = 1_200
"""Characters of people's words that are shown at once; the rest opens on demand."""


def build_templates() -> Environment:
    """Everything that is put into them is escaped; a name that is missing is an error."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals |= {"style_path": STYLE_PATH, "longest_text": LONGEST_TEXT}
    return templates
