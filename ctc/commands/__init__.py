"""The subcommands. `__main__.py` lists their files."""
