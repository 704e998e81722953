"""What crosses a boundary, and nothing else."""
