"""The page around the sections. Pure."""

from __future__ import annotations

from html import escape
from pathlib import Path

from services.council.documents.as_html.blocks import section
from services.council.documents.document import Document
from services.council.documents.frame import direction_of, frame_of

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def render(document: Document) -> str:
    """The whole page."""
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(document.language)}" dir="{direction_of(document.language)}">',
            _head(document),
            "<body>",
            f'<a class="skip" href="#report">{escape(frame_of(document.language).skip)}</a>',
            _marking(document),
            '<main id="report">',
            _title_page(document),
            _contents(document),
            *(section(one, document) for one in document.sections),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _head(document: Document) -> str:
    return "\n".join(
        (
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(document.symbol)}: {escape(document.title)}</title>",
            f"<style>\n{STYLE}{_margins(document)}</style>",
            "</head>",
        )
    )


def _margins(document: Document) -> str:
    """What stands in the margins of every printed page."""
    return (
        "@page {\n"
        f"  @top-left {{ content: {_css(document.symbol)}; }}\n"
        f"  @top-right {{ content: {_css(document.marking)}; }}\n"
        "}\n"
    )


def _css(text: str) -> str:
    """Text as a CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " /-:,." else f"\\{ord(c):x} " for c in text) + '"'


def _marking(document: Document) -> str:
    """On the screen it stays in sight; in print it lies behind every page, whatever the browser does with margins."""
    if not document.marking:
        return ""
    marking = escape(document.marking)
    return f'<p class="marking" role="note">{marking}</p>\n<p class="watermark" aria-hidden="true">{marking}</p>'


def _title_page(document: Document) -> str:
    rows = "\n".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in document.particulars
    )
    return (
        f'<header class="title">\n{_masthead(document)}'
        f"<h1>{escape(document.title)}</h1>\n"
        f'<p class="subtitle">{escape(document.subtitle)}</p>\n'
        f"<dl>\n{rows}\n</dl>\n"
        "</header>"
    )


def _masthead(document: Document) -> str:
    """Whose document it is; its symbol, distribution, day and original language."""
    frame = frame_of(document.language)
    lines = "".join(
        f"<span>{escape(one)}</span>" for one in (document.distribution, document.dated, frame.original) if one
    )
    return (
        f'<div class="masthead">\n<p class="symbol">{escape(document.symbol)}</p>\n'
        f'<div class="organ"><p class="council">{escape(frame.council)}</p><p class="issue">{lines}</p></div>\n'
        f'<p class="body">{escape(frame.body)}</p>\n</div>\n'
    )


def _contents(document: Document) -> str:
    if len(document.sections) == 1:
        return ""
    entries = "\n".join(f'<li><a href="#{escape(one.id)}">{escape(one.title)}</a></li>' for one in document.sections)
    contents = escape(frame_of(document.language).contents)
    return f'<nav aria-label="{contents}"><h2>{contents}</h2>\n<ul>\n{entries}\n</ul></nav>'
