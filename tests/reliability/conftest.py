"""An installation on an empty database beside a sandbox of its own, as on the road."""

from tests.road.conftest import installation, scene

__all__ = ["installation", "scene"]
