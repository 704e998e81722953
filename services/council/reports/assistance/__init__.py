"""What the reports on UNOCT's work count alike: needs and what came of them, steps, briefings (OP24, OP25)."""
