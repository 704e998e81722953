"""A document as HTML: one file that fetches nothing, reads on a screen and prints on A4. Pure.

It sets what the document says. Not a word or number of the report is made here; the few words that
are (of the page itself: "Contents", "skip to the report") are no part of it.
"""

from services.council.documents.as_html.page import render

__all__ = ["render"]
