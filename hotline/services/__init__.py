"""What the hotline does: use cases, one transaction each."""
