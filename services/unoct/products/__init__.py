"""Surveys and analytical products that are released to the UN system (OP19, OP20, OP23)."""
