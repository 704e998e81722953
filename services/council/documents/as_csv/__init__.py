"""The figures of a document as CSV, for whoever counts on: RFC 4180, UTF-8, the same columns in each language. Pure."""

from services.council.documents.as_csv.lines import render

__all__ = ["render"]
