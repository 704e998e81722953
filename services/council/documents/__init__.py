"""What a report says, whatever its form: sections, tables, words; and the forms in which it is set. Pure."""
