"""Figures as data: what each counts, in one place a report, with its words beside (`words/`). Pure."""
