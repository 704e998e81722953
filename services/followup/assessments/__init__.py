"""What becomes of cycles when assessments tells of an assessment. Pure."""
