"""What an event of the service assessments changes in a cycle. Pure."""
