"""What a figure counted, with the events behind each thing."""
