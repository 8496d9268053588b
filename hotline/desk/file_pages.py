"""Files of a case: what may be shown of one, its original, and where it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from hotline.desk.guard import Page
from hotline.domain.case import CaseCode
from hotline.domain.files import FileKind
from hotline.services.case_files import CaseFiles

if TYPE_CHECKING:
    from hotline.desk.visit import Visit

# A file from a person is no page of ours, whatever it says it is: it may do nothing at all.
NO_PAGE = {"Content-Security-Policy": "default-src 'none'; sandbox"}


async def about(visit: Visit) -> web.Response:
    """Show what is known of a file."""
    return visit.show(
        "file.html",
        code=_code(visit),
        file=await _files(visit).see(visit.member, _code(visit), _file(visit)),
        asked=False,
        place=None,
    )


async def preview(visit: Visit) -> web.Response:
    """Return a picture that was drawn anew, or a voice without its comments."""
    found, shown = await _files(visit).preview(visit.member, _code(visit), _file(visit))
    kind = "audio/ogg" if found.told.kind is FileKind.VOICE else "image/webp"
    return web.Response(
        body=shown,
        content_type=kind,
        headers={**NO_PAGE, "Content-Disposition": "inline", "Accept-Ranges": "none"},
    )


async def fetch(visit: Visit) -> web.Response:
    """Let a file be fetched."""
    await _files(visit).fetch(visit.member, _code(visit), _file(visit))
    return visit.go(f"/cases/{_code(visit)}")


async def original(visit: Visit) -> web.Response:
    """Return the original, to be saved and never shown."""
    name, content = await _files(visit).original(visit.member, _code(visit), _file(visit))
    return web.Response(
        body=content,
        content_type="application/octet-stream",
        headers={**NO_PAGE, "Content-Disposition": f'attachment; filename="{name}"'},
    )


async def location(visit: Visit) -> web.Response:
    """Show a file with the place that was sent or lies in it."""
    files = _files(visit)
    place = await files.location(visit.member, _code(visit), _file(visit))
    return visit.show(
        "file.html",
        code=_code(visit),
        file=await files.see(visit.member, _code(visit), _file(visit)),
        asked=True,
        place=place,
    )


def _files(visit: Visit) -> CaseFiles:
    return CaseFiles(visit.parts.casework)


def _code(visit: Visit) -> CaseCode:
    return CaseCode(visit.request.match_info["code"])


def _file(visit: Visit) -> str:
    return visit.request.match_info["file"]


PAGES = (
    Page("GET", "/cases/{code}/files/{file}", "file.see", about),
    Page("GET", "/cases/{code}/files/{file}/preview", "file.see", preview, renews=True),
    Page("POST", "/cases/{code}/files/{file}/fetch", "file.fetch", fetch),
    Page("POST", "/cases/{code}/files/{file}/original", "file.original", original),
    Page("POST", "/cases/{code}/files/{file}/location", "file.location", location),
)
