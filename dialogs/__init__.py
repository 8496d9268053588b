"""What we say and ask: pure, with no clock, chance, network, Telegram or database."""
