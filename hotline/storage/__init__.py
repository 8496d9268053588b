"""What is kept, sealed, and how it is found again."""
