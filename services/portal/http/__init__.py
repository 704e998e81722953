"""The pages over HTTP: each asks, and sets what was answered."""
