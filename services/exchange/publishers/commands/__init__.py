"""What is done with registrations: apply, approve, change, suspend; and keys."""
