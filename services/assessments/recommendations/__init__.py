"""The recommendations of an assessment, in so far as its follow-up and the State decide on them."""
