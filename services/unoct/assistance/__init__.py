"""What bodies of the UN system do about a case: they offer, take up, deliver or decline assistance (OP15, OP39)."""
