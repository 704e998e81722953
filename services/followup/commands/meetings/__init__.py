"""The Chair's invitations, and what became of them (OP16, OP17): a file an occasion. Pure."""
