"""Surveys and analytical products (OP19, OP20, OP23): drafted, adopted, disclosed, withdrawn."""
