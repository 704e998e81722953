"""Files that somebody sends in: each line is a command."""
