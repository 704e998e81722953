"""Activities: the work of CTED and the Committee that is no visit, report or meeting of its own (OP17, OP18)."""
