"""What operators do: move a simulated clock, and make the facts again."""
