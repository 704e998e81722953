"""The report on global implementation by provision (OP7): for the public."""
