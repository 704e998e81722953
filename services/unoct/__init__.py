"""UNOCT: needs for assistance, the cases that they become, and the projects that take them up (OP4, OP15, OP39)."""
