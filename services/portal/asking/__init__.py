"""How portal asks the other services, and what of their answers it reads."""
