"""Published ways of weighing what was told, and our own; nothing here is a verdict."""
