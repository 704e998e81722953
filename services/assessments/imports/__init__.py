"""Files of visits and assessments: line by line through the handler, each line known by its content."""
