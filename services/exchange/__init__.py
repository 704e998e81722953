"""Exchange: what other systems send (notices), and what they are told (receipts)."""
