"""UNOCT's briefing of the Committee (OP25): on the incorporation of recommendations in its programmes."""
