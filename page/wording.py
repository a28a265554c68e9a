"""Every English string of the page, in one place; a translation is another such file.

What an answer says stands in the bot's own wording; here is what the page puts around it.
"""

from __future__ import annotations

TITLE = "Aftercare"
INTRO = "Questions after a cosmetic skin treatment, answered in sentences quoted from a library of articles."
CHAT = "Chat"
CONVERSATION = "Conversation"
EMPTY = "Ask about your skin after a treatment. In an emergency, call first."
QUESTION = "Your question"
QUESTION_EXAMPLE = "Your question, for example: is flaking normal on day 3?"
ASK, STOP, AGAIN, CHANGE, CLEAR, NEW = (
    "Ask",
    "Stop",
    "Ask again",
    "Edit",
    "Clear",
    "New chat",
)
STOPPED = "Stopped."
EXAMPLES = (
    "Dry red flaky skin a week after microdermabrasion. Is this normal?",
    "Which SPF do I need after microneedling?",
    "Can I take a hot shower after microneedling?",
    "When should I go back to the clinic after microdermabrasion?",
)

# Who can be called. Where the clinic names no emergency number, those of three places stand side by side.
EMERGENCY_NUMBERS = (("911 (US)", "911"), ("999 (UK)", "999"), ("112 (EU)", "112"))
CALL = "Call {who}"
CLINIC_NUMBER = "clinic: {number}"
OUT_OF_HOURS = "out of hours: {number}"
BANNER = "Danger sign"

# Whose words a source's are.
EVIDENCE = {
    "health-authority": "health authority",
    "professional-body": "professional body",
    "peer-reviewed": "peer-reviewed study",
    "clinician": "clinician",
    "clinic": "clinic or salon",
    "brand": "brand",
    "unknown": "source not classified",
}
OWN_LEAFLET = "your clinic’s own leaflet"
COPY_OF = "copy of a {label}’s text"
SELLS = "{label} that sells what it recommends"
SUMMARY_OF = "Summary of “{title}”"
OLD = "Last updated {updated}, more than {years} years ago. Advice may have changed since."
ORIGINAL = "Open the original"
BACK = "Back to the answer"
SOURCE = "Source {number}"
SOURCES = "Sources"
SOURCES_HINT = (
    "Every sentence of an answer carries a number. Tap it, and its source opens here, with the quoted "
    "words marked."
)
AFTER = "After {treatment}:"
DIFFER = {
    "wait": "Sources differ on how long to wait: {topic}",
    "call": "Sources differ on {topic}",
}
CAUTIOUS = "the cautious choice"

# Treatment, date, and the timeline of recovery.
TREATMENT = "Your treatment"
TREATMENT_NONE = "not said"
DATE = "Date of treatment"
DAY = "Day {day}"
TIMELINE = "What to expect, day by day"
TIMELINE_EMPTY = "Choose your treatment above, and what is normal on which day is drawn here."
TIMELINE_NOTHING = "The articles state no days for {treatment}."
TIMELINE_OF = "What the articles call normal after {treatment}, in days"
TIMELINE_HERE = "you are here: day {day}"
TIMELINE_PAST = "Your day {day} is after the last day drawn here."
TIMELINE_NOTE = (
    "Not every sign comes to everybody. Numbers name the sources. Tell your clinic of what lasts longer than "
    "its bars, or gets worse."
)
TIMELINE_TABLE = "The same as a table"
TIMELINE_HEAD = ("Sign", "Days", "Source")
DAYS = "day {start} to {end}"
ONE_DAY = "day {start}"

# What stays in this browser.
HISTORY = "Your chats in this browser"
HISTORY_NOTE = (
    "Chats are kept in this browser alone; the server keeps none. Whoever uses this browser can read them."
)
HISTORY_FOREIGN = "This chat was kept by another version of the page and cannot be opened. It is removed."
HISTORY_NONE = "No earlier chats."
DELETE = "Delete all chats"

# The conversation for the clinic.
SUMMARY = "For my clinic"
SUMMARY_NOTE = "This chat on one page: treatment, day, questions, answers and their sources."
DOWNLOAD, PRINT = "Download", "Print"
SUMMARY_TITLE = "Aftercare chat, for my clinic"
SUMMARY_FILE = "aftercare-chat.md"
SUMMARY_TREATMENT = "Treatment"
SUMMARY_DATE = "Date of treatment"
SUMMARY_MADE = "Written on"
SUMMARY_DAY = "{date} (day {day})"
SUMMARY_UNKNOWN = "not said"
SUMMARY_DANGER = "Danger signs raised"
SUMMARY_NO_DANGER = "None was raised by the chat. It can miss some."
SUMMARY_QUESTION = "Question {number}"
SUMMARY_NO_ANSWER = "No answer."
SUMMARY_ABOUT = "Written by a chatbot that quotes articles. No clinician has seen this chat."

# Why a message is not answered just now.
HURRIED = "That was a lot of questions in a short time. Please wait a minute, then ask again."
BUSY = "Many people are asking just now. Please ask again in a moment."
