"""The simulator: the real services on a seeded clock, with faults, held to their invariants every year."""
