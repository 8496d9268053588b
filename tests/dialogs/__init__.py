"""What we say and ask, tested with values alone: no clock, network or database."""
