"""Words as Telegram takes them: markup, entities, cleaning, limits."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import telegram
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.sandbox.refusals import Refused
from hotline.sandbox.wording import Formatted, Span, as_json, finish_text, read_text

FIRE = "🔥"


def html(raw: str) -> Formatted:
    return read_text(raw, "HTML", None)


def finished(text: str, *spans: Span) -> Formatted:
    return finish_text(
        Formatted(text, spans), limit=4096, may_be_empty=False, too_long="message is too long"
    )


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<STRONG>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ('<a href="https://example.org">x</a>', "text_link"),
        ('<a href="tg://user?id=7">x</a>', "text_mention"),
        ('<tg-emoji emoji-id="7">x</tg-emoji>', "custom_emoji"),
        ('<tg-time unix="7" format="dT">x</tg-time>', "date_time"),
        ("<b>x</>", "bold"),
        ("<b>x</b >", "bold"),
        ("<b colour=red>x</b>", "bold"),
    ],
)
def test_a_tag_marks_what_it_holds(raw: str, kind: str) -> None:
    read = html(raw)

    assert read.text == "x"
    assert [(span.type, span.offset, span.length) for span in read.spans] == [(kind, 0, 1)]


def test_offsets_count_utf16_units() -> None:
    assert html(f"{FIRE}<b>{FIRE}x</b>").spans == (Span("bold", 2, 3),)


def test_outer_marks_come_first() -> None:
    kinds = [span.type for span in html("<i><b>x</b>y</i>").spans]

    assert kinds == ["italic", "bold"]


@pytest.mark.parametrize(
    "raw",
    [
        '<pre><code class="language-python">x</code></pre>',
        '<code class="language-python"><pre>x</pre></code>',
    ],
)
def test_code_with_a_language_inside_pre_is_one_mark(raw: str) -> None:
    assert html(raw).spans == (Span("pre", 0, 1, {"language": "python"}),)


def test_pre_and_code_without_a_language_are_two_marks() -> None:
    assert [span.type for span in html("<pre><code>x</code></pre>").spans] == ["pre", "code"]


@pytest.mark.parametrize("raw", ["<b></b>x", '<a href="javascript:alert(1)">x</a>', "<a>x</a>"])
def test_what_marks_nothing_leaves_the_text(raw: str) -> None:
    assert html(raw) == Formatted("x", ())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#1071;&#x42F;", "ЯЯ"),
        ("&lt", "<"),
        ("&ltfoo", "&ltfoo"),
        ("&nbsp;&apos;&", "&nbsp;&apos;&"),
        ("&#0;&#x110000;", "&#0;&#x110000;"),
    ],
)
def test_only_four_names_and_numbers_are_references(raw: str, text: str) -> None:
    assert html(raw).text == text


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("example.org", "http://example.org/"),
        ("HTTPS://Example.ORG/Path?a=1&amp;b=2", "https://example.org/Path?a=1&b=2"),
        ("mailto:x@y.org", "http://y.org/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_a_link_is_normalised(address: str, link: str) -> None:
    (span,) = html(f'<a href="{address}">x</a>').spans

    assert span.extra["url"] == link


@pytest.mark.parametrize("address", ["tel:+70000000000", "localhost", "ftp://example.org"])
def test_a_link_telegram_drops_is_dropped(address: str) -> None:
    assert html(f'<a href="{address}">x</a>').spans == ()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("я<b", "Unclosed start tag at byte offset 2"),
        ('<b a="x', "Unclosed start tag at byte offset 0"),
        ("<b a=", 'Unclosed start tag "b" at byte offset 0'),
        ("<b a", "Unclosed start tag"),
        ("я<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b />", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=x/y>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="1" format="x">x</tg-time>', "Invalid date format used"),
        ("&#xD800;", "Text contains invalid Unicode characters"),
    ],
)
def test_bad_markup_is_refused_with_telegrams_reason(raw: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        html(raw)

    assert refused.value.reason.startswith(f"can't parse entities: {reason}")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ('[{"type":"bold","offset":0}]', 'Can\'t find field "length"'),
        ('[{"offset":0,"length":1}]', 'Can\'t find field "type"'),
        ('[{"type":"loud","offset":0,"length":1}]', "Unsupported type specified"),
        ('["bold"]', "expected an Object"),
    ],
)
def test_a_malformed_entity_is_refused(told: str, reason: str) -> None:
    with pytest.raises(Refused, match="can't parse MessageEntity") as refused:
        read_text("x", None, told)

    assert reason in refused.value.reason


@pytest.mark.parametrize(("offset", "words"), [(1, "begins in a middle"), (0, "ends in a middle")])
def test_an_entity_may_not_cut_a_character(offset: int, words: str) -> None:
    told = json.dumps([{"type": "bold", "offset": offset, "length": 1}])

    with pytest.raises(Refused, match=words):
        read_text(FIRE, None, told)


@pytest.mark.parametrize("told", ["{", "{}", '[{"type":"url","offset":0,"length":1}]'])
def test_entities_that_are_no_list_or_telegrams_own_are_left_out(told: str) -> None:
    assert read_text("x", None, told) == Formatted("x", ())


def test_entities_beside_a_parse_mode_are_not_looked_at() -> None:
    assert read_text("x", "html", '["bold"]') == Formatted("x", ())


def test_markdown_is_refused_loudly() -> None:
    with pytest.raises(Refused, match="does not parse Markdown"):
        read_text("*x*", "MarkdownV2", None)


@pytest.mark.parametrize(("mode", "what"), [(None, "strings"), ("HTML", "text")])
def test_half_a_character_is_refused(mode: str | None, what: str) -> None:
    with pytest.raises(Refused, match=f"{what} must be encoded in UTF-8"):
        read_text("\ud83d", mode, None)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("a\tb\0c", "a b c"),
        ("a\u202eb\u2028c", "abc"),
        ("\u2067سلام\u2069", "\u2067سلام\u2069"),
        ("  \n a \n ", "a"),
    ],
)
def test_a_text_is_cleaned(raw: str, kept: str) -> None:
    assert finished(raw).text == kept


def test_spans_move_with_what_is_cleaned_away() -> None:
    kept = finished(" \ra\rb ", Span("bold", 2, 3))

    assert kept == Formatted("ab", (Span("bold", 0, 2),))


def test_leading_blanks_are_cut_only_up_to_the_first_span() -> None:
    assert finished("  x", Span("bold", 1, 2)).text == " x"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("press /start now", "bot_command", "/start"),
        ("see https://example.org/a.", "url", "https://example.org/a"),
        ("see example.org", "url", "example.org"),
        ("write to x@example.org", "email", "x@example.org"),
        ("ask @hotline_bot", "mention", "@hotline_bot"),
        ("read #rights", "hashtag", "#rights"),
    ],
)
def test_telegram_finds_marks_by_itself(text: str, kind: str, words: str) -> None:
    assert finished(text).spans == (Span(kind, text.index(words), len(words)),)


def test_found_marks_do_not_touch_given_ones() -> None:
    given_span = Span("code", 0, 6)

    assert finished("/start", given_span).spans == (given_span,)


# What both libraries write as they read it: no blanks at the ends, no line separators.
WORDS = st.text(alphabet="abcЖң文🔥 <>&\"'", min_size=1, max_size=20).map(lambda t: f"x{t}x")
KINDS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler"])


@st.composite
def nested(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text marked as a whole, and inside as parts that do not overlap."""
    parts = draw(st.lists(st.tuples(WORDS, KINDS), min_size=1, max_size=4))
    outer = draw(KINDS)
    text, spans = "", []
    for words, kind in parts:
        if kind != outer:
            at = len(text.encode("utf-16-le")) // 2
            spans.append(Span(kind, at, len(words.encode("utf-16-le")) // 2))
        text += words + " "
    whole = Span(outer, 0, len(text.encode("utf-16-le")) // 2)
    return text, [whole, *spans]


@given(nested())
@settings(max_examples=150)
def test_what_aiogram_writes_as_html_is_read_back(told: tuple[str, list[Span]]) -> None:
    text, spans = told
    entities = [MessageEntity(**as_json(span)) for span in spans]

    read = html(html_decoration.unparse(text, entities))

    assert read.text == text
    assert sorted(read.spans, key=str) == sorted(spans, key=str)


@given(nested())
@settings(max_examples=150)
def test_what_python_telegram_bot_writes_as_html_is_read_back(
    told: tuple[str, list[Span]],
) -> None:
    text, spans = told
    message = telegram.Message(
        1,
        datetime(2026, 11, 1, tzinfo=UTC),
        telegram.Chat(1, "private"),
        text=text,
        entities=[telegram.MessageEntity(**as_json(span)) for span in spans],
    )

    read = html(message.text_html)

    assert read.text == text
    assert sorted(read.spans, key=str) == sorted(spans, key=str)
