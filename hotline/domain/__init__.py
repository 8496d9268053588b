"""Values and rules of the hotline, with nothing that can be touched."""
