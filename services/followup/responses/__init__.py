"""What States respond to the recommendations of their assessments. Pure."""
