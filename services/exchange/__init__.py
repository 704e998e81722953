"""Exchange: notices from other systems, and the receipts that answer them."""
