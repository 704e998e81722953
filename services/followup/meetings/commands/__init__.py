"""What the Chair and States may say of a meeting (OP16, OP17). Pure."""
