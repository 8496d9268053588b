"""Addresses of links, normalised as Telegram does, or dropped.

Unknown schemes and hosts without a dot make no link and no error; a telephone
scheme is dropped like any other (tdlib/td, LinkManager.cpp `check_link_impl`,
HttpUrl.cpp).
"""

from __future__ import annotations

import re

SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*)://(.*)$", re.DOTALL)
WEB = re.compile(r"^(?:[^/?#@]*@)?([^/?#:]+)(:\d{1,5})?([/?#].*)?$", re.DOTALL)
OURS = frozenset({"tg", "ton", "tonsite"})


def normalised(address: str) -> str | None:
    """Return a link's address, or None when Telegram would drop it."""
    stripped = address.strip()
    found = SCHEME.match(stripped)
    if found is None:
        return _web("http", stripped)
    scheme, rest = found.group(1).lower(), found.group(2)
    if scheme in OURS:
        return f"{scheme}://{rest}"
    return _web(scheme, rest) if scheme in {"http", "https"} else None


def _web(scheme: str, rest: str) -> str | None:
    found = WEB.match(rest)
    if found is None:
        return None
    host, port, path = found.group(1).lower(), found.group(2) or "", found.group(3) or ""
    if "." not in host.strip(".") or re.search(r"\s", host):
        return None
    return f"{scheme}://{host}{port}{path if path.startswith('/') else f'/{path}'}"


def mentioned(address: str) -> int | None:
    """Return the person a `tg://user?id=` address names."""
    found = re.fullmatch(r"tg://user/?\?id=(\d{1,18})", address.strip(), re.IGNORECASE)
    return int(found.group(1)) if found else None
