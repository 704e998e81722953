"""A State's consent to the release of its report, and its requests for confidentiality (OP18, OP19)."""
