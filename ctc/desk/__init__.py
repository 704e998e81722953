"""What a desk officer does from the command line, from one table (`table.py`) and the OpenAPI documents."""
