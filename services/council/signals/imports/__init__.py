"""Files of risk signals: ratings, an index, the status of a treaty; line by line through the handler."""
