"""What operators read in the staff group, in the group's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs.instruments import shelf
from dialogs.words import phrases
from dialogs.words.factbook import spoken_date, spoken_moment
from dialogs.words.languages import LANGUAGES
from dialogs.words.staff_words import PHRASES, StaffWords
from handlers.operators import DeskButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.words.text import Text
    from hotline.domain.letters import (
        AboutOperator,
        Alert,
        AskLink,
        AssessmentTable,
        CaseHeader,
        Crowd,
        NumberedList,
        TellGroup,
        TellThread,
    )

# A button that belongs to no case: the next one, whichever it is.
NO_CODE = "-"


class DeskWords(StaffWords):
    """Alerts, headers and notices."""

    def alert(self, letter: Alert) -> tuple[str, InlineKeyboardMarkup | None]:
        """Return a case's line in the general topic: no content, and buttons to take one."""
        text = self.say(
            PHRASES[letter.phrase],
            code=letter.code,
            language=LANGUAGES.get(letter.language, letter.language),
            priority=self.priority(letter.priority),
        )
        take = [(phrases.DESK_TAKE, "take")] if letter.takeable else []
        return text, self._buttons(letter.code, [*take, (phrases.DESK_NEXT, "next")])

    def header(self, letter: CaseHeader) -> tuple[str, InlineKeyboardMarkup | None]:
        """Return the first message of a topic, with the answers that were given."""
        head = self.say(
            phrases.DESK_HEADER,
            code=letter.code,
            language=LANGUAGES.get(letter.language, letter.language),
            priority=self.priority(letter.priority),
        )
        answers = [self.answer(question, given) for question, given in letter.answers]
        buttons = [
            (phrases.DESK_NOTE, "note"),
            (phrases.DESK_SIGNS, "signs"),
            (phrases.DESK_CLOSE, "close"),
        ]
        return "\n\n".join([head, *answers]), self._buttons(letter.code, buttons)

    def ask_link(self, letter: AskLink) -> tuple[str, InlineKeyboardMarkup | None]:
        """Return the question whether a case may go on from another phone."""
        text = self.say(phrases.DESK_LINK_ASKED, code=letter.code)
        buttons = [(phrases.DESK_LINK, "link"), (phrases.DESK_REFUSE, "refuse")]
        return text, self._buttons(letter.code, buttons)

    def crowd(self, letter: Crowd) -> tuple[str, InlineKeyboardMarkup | None]:
        """Return one line for many who wait, and a button for the next of them."""
        text = self.say(
            phrases.DESK_MANY, number=str(letter.number), priority=self.priority(letter.priority)
        )
        return text, self._buttons(NO_CODE, [(phrases.DESK_NEXT, "next")])

    def numbers(self, letter: NumberedList) -> str:
        """Return what each number stands for."""
        return "\n".join(f"{number}  {self.key(key)}" for number, key in letter.rows)

    def about(self, letter: AboutOperator) -> str:
        """Return what an operator can serve."""
        gender = PHRASES[f"gender.{letter.gender}"] if letter.gender else phrases.GENDER_UNSAID
        told = self.say(
            phrases.DESK_ME,
            languages=", ".join(LANGUAGES[code] for code in letter.languages),
            gender=self.say(gender),
            capacity=str(letter.capacity),
        )
        return f"{told}\n{self.say(phrases.DESK_ME_HOW)}"

    def table(self, letter: AssessmentTable) -> str:
        """Return what was told and how it weighs, in the group's language."""
        return "\n".join([self.say(phrases.DESK_TABLE, code=letter.code), *self._table(letter)])

    def _table(self, letter: AssessmentTable) -> Iterator[str]:
        for row in letter.rows:
            verdict = phrases.DESK_POSITIVE if row.positive else phrases.DESK_NEGATIVE
            yield self.say(verdict, dimension=self.key(row.dimension), why=self.key(row.why))
            for sign, weight in row.signs:
                yield self.say(phrases.DESK_SIGN, sign=self.key(sign), weight=self.key(weight))
        if not letter.rows:
            yield self.say(phrases.DESK_NO_SIGNS)
        for sign in letter.withdrawn:
            yield self.say(phrases.DESK_SIGN_REMOVED, sign=self.key(sign))
        if letter.profiles:
            profiles = ", ".join(map(self.key, letter.profiles))
            yield self.say(phrases.DESK_PROFILES, profiles=profiles)
        if letter.skipped:
            asked = " · ".join(map(self.asked, letter.skipped))
            yield self.say(phrases.DESK_NOT_ANSWERED, questions=asked)
        yield from self._results(letter)

    def _results(self, letter: AssessmentTable) -> Iterator[str]:
        if letter.rows:
            result = "; ".join(map(self.key, letter.results))
            yield self.say(phrases.DESK_RESULT, result=result)
            if letter.ours:
                yield self.say(phrases.DESK_OURS)
            yield self.say(shelf.indicators().limits_text[-1])
        if letter.possible_victim:
            yield self.say(phrases.DESK_POSSIBLE)
        yield self.say(phrases.DESK_VERSION, version=letter.version)

    def notice(self, letter: TellThread) -> str:
        """Return a plain notice."""
        priority = self.priority(letter.priority) if letter.priority else ""
        moment = spoken_moment(letter.moment, self._language) if letter.moment else ""
        return self.say(PHRASES[letter.phrase], priority=priority, moment=moment)

    def line(self, letter: TellGroup) -> str:
        """Return a plain line of the general topic."""
        day = spoken_date(letter.day, self._language) if letter.day else ""
        return self.say(
            PHRASES[letter.phrase], code=letter.code, number=str(letter.number), day=day
        )

    def answer(self, question: str, given: str) -> str:
        """Return a question and its answer as the person saw them, in the group's language."""
        return self.say(
            phrases.DESK_ANSWER, question=self.asked(question), answer=self.given(question, given)
        )

    def edited(self) -> str:
        """Return what stands before a changed message."""
        return self.say(phrases.DESK_EDITED)

    def _buttons(self, code: str, buttons: list[tuple[Text, str]]) -> InlineKeyboardMarkup | None:
        row = [
            InlineKeyboardButton(
                text=self.say(label), callback_data=DeskButton(action=action, code=code).pack()
            )
            for label, action in buttons
        ]
        return InlineKeyboardMarkup(inline_keyboard=[row]) if row else None
