"""The recommendations of a cycle, and the status of each (rule 6). Pure."""
