"""Cases: needs with which a State asks to be helped (OP15, OP39)."""
