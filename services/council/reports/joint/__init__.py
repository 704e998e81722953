"""The joint report of CTED and UNOCT on practical steps (OP24): for the Committee, the Assembly, the public."""
