"""The hotline's service: what we decide, store and send."""

__version__ = "0.1.0"
