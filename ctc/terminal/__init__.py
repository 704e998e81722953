"""How results look where output is a terminal. Nothing here is loaded where it is not."""
