"""Projects and programmes that Compact entities register, and that serve needs (OP4, OP15)."""
