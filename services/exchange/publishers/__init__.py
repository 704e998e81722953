"""Other systems that are registered: who they are, what they may send and read, and their keys."""
