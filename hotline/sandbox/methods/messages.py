"""sendMessage, files, places, contacts: what the bot sends as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.sandbox import shapes
from hotline.sandbox.chats import reachable
from hotline.sandbox.refusals import Refused
from hotline.sandbox.sending import caption_of, send, text_of
from hotline.sandbox.world import Content

if TYPE_CHECKING:
    from telegram import Message

    from hotline.sandbox.parameters import Parameters, Upload
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Kind

ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note",
        "upload_video_note",
    }
)  # fmt: skip
KNOWN_BUT_GONE = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"


def send_message(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a text."""
    content = Content("text", text_of(parameters))
    return shapes.message(simulation, send(simulation, parameters, content))


def send_photo(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a photo."""
    return _send_file(simulation, parameters, "photo")


def send_voice(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a voice message."""
    return _send_file(simulation, parameters, "voice")


def send_document(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a file of any kind."""
    return _send_file(simulation, parameters, "document")


def send_audio(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a sound."""
    return _send_file(simulation, parameters, "audio")


def send_video(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a video."""
    return _send_file(simulation, parameters, "video")


def send_location(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a place, in degrees."""
    try:
        place = float(parameters.text("latitude")), float(parameters.text("longitude"))
    except ValueError:
        raise Refused("can't parse location") from None
    return shapes.message(
        simulation, send(simulation, parameters, Content("location", place=place))
    )


def send_contact(simulation: Simulation, parameters: Parameters) -> Message:
    """Send a contact card."""
    names = ("phone_number", "first_name", "last_name")
    contact = {name: parameters.text(name) for name in names if parameters.text(name)}
    for name in names[:2]:
        if name not in contact:
            msg = f'parameter "{name}" is required'
            raise Refused(msg)
    content = Content("contact", contact=contact)
    return shapes.message(simulation, send(simulation, parameters, content))


def send_chat_action(simulation: Simulation, parameters: Parameters) -> bool:
    """Show for five seconds that the bot is doing something."""
    if parameters.text("action") not in ACTIONS:
        raise Refused("wrong parameter action in request")
    chat = reachable(simulation, parameters.text("chat_id"))
    thread = parameters.integer("message_thread_id") or None
    simulation.world.actions[chat.id, thread] = simulation.now()
    simulation.record("action", chat.id, action=parameters.text("action"))
    return True


def _send_file(simulation: Simulation, parameters: Parameters, kind: Kind) -> Message:
    number = _file(simulation, parameters, kind)
    content = Content(kind, caption_of(parameters), file=number)
    return shapes.message(simulation, send(simulation, parameters, content))


def _file(simulation: Simulation, parameters: Parameters, kind: Kind) -> str:
    """Keep an upload, however it was named, or find a file that is known by its id."""
    told = parameters.text(kind)
    upload = parameters.uploads.get(told.removeprefix("attach://") if told else kind)
    if upload is not None:
        return _kept(simulation, upload, kind)
    if not told:
        msg = f"there is no {kind} in the request"
        raise Refused(msg)
    if simulation.files.get(told) is None:
        raise Refused(KNOWN_BUT_GONE)
    return told


def _kept(simulation: Simulation, upload: Upload, kind: Kind) -> str:
    return simulation.files.add(kind, upload.content, upload.name, upload.mime).id
