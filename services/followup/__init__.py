"""The OP16 clock: cycles, responses of States, and the status of recommendations."""
