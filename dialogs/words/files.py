"""What staff read about the files that people send."""

from __future__ import annotations

from dialogs.words.text import Text

_BUTTON = "A button or a link on a page for staff. Short."
_STATE = "Beside a file that a person sent: how far it has come. Short."
_KIND = "What a person sent. Short."

PHOTO = Text("desk.file.photo", "Photo", _KIND)
VOICE = Text("desk.file.voice", "Voice message", _KIND)
AUDIO = Text("desk.file.audio", "Sound file", _KIND)
VIDEO = Text("desk.file.video", "Video", _KIND)
DOCUMENT = Text("desk.file.document", "File", _KIND)
PLACE = Text("desk.file.place", "Place", _KIND)
MEGABYTES = Text("desk.file.megabytes", "{number} MB", "The size of a file.")

ANNOUNCED = Text("desk.file.announced", "not fetched yet", _STATE)
WANTED = Text("desk.file.wanted", "being fetched …", _STATE)
TOO_LARGE = Text("desk.file.too_large", "too large: Telegram does not give it to us", _STATE)
OVER_QUOTA = Text("desk.file.over_quota", "too many files of this person today", _STATE)
GONE = Text("desk.file.gone", "Telegram no longer has it", _STATE)
REFUSED = Text("desk.file.refused", "Telegram does not give it to us", _STATE)
UNREACHED = Text("desk.file.unreached", "Telegram could not be reached", _STATE)
NOT_KEPT = Text("desk.file.not_kept", "A picture, voice message or file that is not kept here.")

FETCH = Text("desk.file.fetch", "Fetch", "A button: gets the file from Telegram. Short.")
FETCH_AGAIN = Text("desk.file.fetch_again", "Try again", _BUTTON)
MORE = Text(
    "desk.file.more", "More about it", "A link to a page about one photo, file or place. Short."
)
NO_PREVIEW = Text("desk.file.no_preview", "It cannot be shown here.")
CANNOT_FETCH = Text("desk.file.cannot_fetch", "This file cannot be fetched now.")

CLAIMED = Text("desk.file.claimed", "What the sender's phone says of it. It may be wrong.")
TYPE = Text("desk.file.type", "Type")
NAME = Text("desk.file.name", "Name")
SIZE = Text("desk.file.size", "Size")

ORIGINAL = Text("desk.file.original", "The original")
ORIGINAL_WARNS = Text(
    "desk.file.original_warns",
    "It can harm the computer it is opened on, and it may hold where and when it was made. "
    "Download it only when the case needs it, and delete it afterwards. "
    "The log keeps that you did.",
)
DOWNLOAD = Text("desk.file.download", "Download the original", _BUTTON)
LOCATION = Text("desk.file.location", "Where it was made")
LOCATION_WARNS = Text(
    "desk.file.location_warns",
    "This may show where somebody lives or hides. The log keeps that you looked.",
)
SHOW_LOCATION = Text("desk.file.show_location", "Show the place", _BUTTON)
NO_LOCATION = Text("desk.file.no_location", "It holds no place.")
LATITUDE = Text("desk.file.latitude", "Latitude, longitude")
