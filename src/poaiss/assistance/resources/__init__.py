"""What donors, centres, organisations and States offer: a public register that its owners keep right (N8)."""
