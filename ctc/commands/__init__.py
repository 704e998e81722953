"""The subcommands, a file each; `__main__.py` names them."""
