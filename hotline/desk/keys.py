"""Under which names the application keeps what its pages need."""

from __future__ import annotations

from aiohttp import web

from hotline.desk.parts import Parts

PARTS: web.AppKey[Parts] = web.AppKey("parts", Parts)
