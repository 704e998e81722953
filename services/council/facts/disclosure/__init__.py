"""Who may see which assessment, recommendation or event."""
