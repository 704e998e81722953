"""What each page says, made of what was answered. Pure."""
