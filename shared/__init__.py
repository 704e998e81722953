"""What each service is built with; knows no service."""
