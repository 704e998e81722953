"""CTED's annual review and forecast of activities (OP17): for the Committee."""
