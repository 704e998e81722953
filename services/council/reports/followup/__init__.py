"""CTED's report to the Committee on steps taken in one cycle (OP16): for the Committee and the State."""
