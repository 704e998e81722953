"""A document as XLSX: a sheet of all figures, one for each table, one with the charts. Pure.

Numbers and days are typed. Text is always text, so nothing in it is a formula or a link.
"""

from services.council.documents.as_xlsx.book import render

__all__ = ["render"]
