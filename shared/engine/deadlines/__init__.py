"""What is due when, where it is kept, and the loop that brings it to the handler."""
