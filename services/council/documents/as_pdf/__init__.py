"""A document as PDF: PDF/UA-1 and PDF/A-2a at once. Pure."""

from services.council.documents.as_pdf.page import render

__all__ = ["render"]
