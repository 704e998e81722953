"""What other systems send: read, judged by its owner, answered."""
