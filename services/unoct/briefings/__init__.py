"""Briefings by UNOCT, follow-up meetings to them (OP25), and meetings of the heads (OP24)."""
