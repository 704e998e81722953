"""A document as DOCX, for whoever edits it: styles, a real list, tables with headers, footnotes. Pure."""

from services.council.documents.as_docx.page import render

__all__ = ["render"]
