"""What others sent and could not be read or judged, kept as it arrived."""
