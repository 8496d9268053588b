"""Words as the Bot API takes them: markup, entities, cleaning, limits."""

from hotline.sandbox.wording.formatted import Formatted, Span, as_json, utf16_length
from hotline.sandbox.wording.reading import finish_text, read_text

__all__ = ["Formatted", "Span", "as_json", "finish_text", "read_text", "utf16_length"]
