"""What the owner of a subscription does with it."""
