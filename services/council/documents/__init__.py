"""What a report says, whatever its form: sections, tables, words; and its forms, JSON and HTML. Pure."""
