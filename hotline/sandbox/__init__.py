"""A Bot API server, people and a staff group on this computer; nothing leaves it."""
