"""Risk signals: what others publish about States."""
