"""Changes of the schema, one idea each."""
