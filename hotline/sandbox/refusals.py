"""A refusal in Telegram's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIXES = {
    400: "Bad Request: ",
    401: "Unauthorized: ",
    403: "Forbidden: ",
    404: "Not Found: ",
    409: "Conflict: ",
    429: "Too Many Requests: ",
    500: "Internal Server Error: ",
}


class Refused(Exception):
    """A Bot API call is answered with `code` and a description.

    `reason` is the text after the prefix of its code, as the official server
    forms it; `parameters` holds `retry_after` (whole seconds) or
    `migrate_to_chat_id`.
    """

    def __init__(
        self, reason: str, *, code: int = 400, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.parameters = dict(parameters or {})

    @property
    def description(self) -> str:
        """The whole text as a client receives it, prefix included."""
        prefix = PREFIXES.get(self.code, "")
        if not self.reason:
            return prefix.removesuffix(": ")
        return self.reason if self.reason.startswith(prefix) else prefix + self.reason
