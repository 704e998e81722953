"""Words in six languages: the messages of reports and pages, and how they are said."""
