"""Who wants to be told of events at an address of their own."""
