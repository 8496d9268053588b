"""What coordinators and readers of the bulletin read beside published numbers."""

from __future__ import annotations

from dialogs.words.text import Text

_KEY = "desk.page."


def _said(name: str, english: str, note: str = "") -> Text:
    return Text(f"{_KEY}{name}", english, note)


TITLE = _said("stat_title", "Statistics")
NONE = _said(
    "stat_none",
    "No month is published yet. A month is published {days} days after its end.",
)
RULE = _said(
    "stat_rule",
    "Every number is a multiple of {k}, rounded down: the true one is this or up to {more} more.",
)
DASH = _said(
    "stat_dash",
    "A dash means: fewer than {k}, or left out so that nobody is found by subtraction.",
)
MONTH = _said("stat_month", "Month")
SHOW = _said("stat_show", "Show", "A button.")
TOTAL = _said("stat_total", "Total")
REGION = _said("stat_region", "Region", "A column: the sum of the countries beside it.")
BY_GENDER = _said("stat_by_gender", "By gender")
WOMAN = _said("stat_woman", "Women")
MAN = _said("stat_man", "Men")
OTHER = _said("stat_other", "Other", "People who are neither women nor men.")
UNSAID = _said("stat_unsaid", "Not said", "People who did not say it.")
CHILD = _said("stat_child", "Children")
ADULT = _said("stat_adult", "Adults")
CHART = _said("stat_chart", "Bars of the numbers in the table below")
BULLETIN = _said("stat_bulletin", "Hotline bulletin")
ANSWERED = _said("stat_answered", "answered", "Behind the name of some questions.")
SKIPPED = _said("stat_skipped", "skipped", "Behind the name of some questions.")
WITHIN_5_MINUTES = _said("stat_within_5_minutes", "Within five minutes")
WITHIN_HOUR = _said("stat_within_hour", "Within an hour")
WITHIN_4_HOURS = _said("stat_within_4_hours", "Within four hours")
WITHIN_32_HOURS = _said("stat_within_32_hours", "Within a day and a night")
LONGER = _said("stat_longer", "Longer")
FIRST = _said("stat_first", "First contact")
AGAIN = _said("stat_again", "Wrote again")

# The predefined tables.
CONTACTS_BY_LANGUAGE = _said("stat_table_contacts_by_language", "Contacts by language")
CONTACTS_BY_AGE = _said("stat_table_contacts_by_age", "Contacts by age")
GUIDANCE_BY_TOPIC = _said("stat_table_guidance_by_topic", "Guidance by topic")
GUIDANCE_BY_ORIGIN = _said("stat_table_guidance_by_origin", "Guidance by passport")
GUIDANCE_BY_DESTINATION = _said("stat_table_guidance_by_destination", "Guidance by destination")
SCREENING = _said("stat_table_screening", "Questions answered and skipped")
SCREENING_BY_AGE = _said("stat_table_screening_by_age", "Questions by age")
SIGNS = _said("stat_table_signs", "Signs told")
SIGNS_BY_DESTINATION = _said("stat_table_signs_by_destination", "Signs by country")
PROFILES = _said("stat_table_profiles", "Profiles")
PRIORITIES = _said("stat_table_priorities", "How fast a person was needed")
PRIORITIES_BY_AGE = _said("stat_table_priorities_by_age", "Requests for a person by age")
WAITING = _said("stat_table_waiting", "Time until an operator took over")
RESPONSE = _said("stat_table_response", "Time until a reply")
REFERRALS = _said("stat_table_referrals", "Referrals and what became of them")
REFERRALS_BY_AGE = _said("stat_table_referrals_by_age", "Referrals by age")
CAMPAIGNS = _said("stat_table_campaigns", "Campaign messages")
POSTERS = _said("stat_table_posters", "Arrivals by poster")
GAPS = _said("stat_table_gaps", "Words that found no page, by language")
RECEIVED = _said("stat_table_received", "Reported by other desks")

# Exports of rows.
EXPORTS = _said("stat_exports", "Exports of rows")
EXPORT_RULE = _said(
    "stat_export_rule",
    "Only people who agreed to research, in wide groups of {k} or more, without names and words.",
)
RECIPIENT = _said("stat_recipient", "Who receives it")
OF_DESK = _said("stat_of_desk", "Desk")
ASK = _said("stat_ask", "Ask for an export", "A button.")
AGREE = _said("stat_agree", "Agree", "A button: a second person agrees to an export.")
DOWNLOAD = _said("stat_download", "Download", "A button: the file of an export.")
ASKED_BY = _said("stat_asked_by", "Asked by")
AGREED_BY = _said("stat_agreed_by", "Agreed by")
ROWS = _said("stat_rows", "Rows")
EXPORT_NOT = _said(
    "stat_export_not", "Not possible: a second person must agree, once, within a week."
)
BAD_RECIPIENT = _said("stat_bad_recipient", "Say who receives it, in a few words.")
