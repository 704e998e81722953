"""What generates and checks the contracts."""
