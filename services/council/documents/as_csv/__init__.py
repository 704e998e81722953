"""The figures of a document as CSV, for whoever counts on: RFC 4180, UTF-8, the same columns in each language. Pure.

`docs/how-to/read-reports.md` says what each column is.
"""

from services.council.documents.as_csv.lines import render

__all__ = ["render"]
