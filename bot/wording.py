"""Every fixed sentence that an answer may hold, in one place; a translation is another such file.

Values that are filled in come from the tables and the index, never from what a person typed.
"""

from __future__ import annotations

from typing import Literal

from bot.contract import Slot

# Why the articles' own words stand where a model should have answered.
Reason = Literal[
    "unreachable",
    "key",
    "unknown",
    "busy",
    "slow",
    "error",
    "cut",
    "endless",
    "empty",
    "unanswered",
    "crowded",
    "unproved",
]

DISCLAIMER = (
    "For information only, from the articles cited: not a diagnosis, not a substitute for the advice "
    "of a clinician who can examine you, and no clinician–patient relationship. Where it differs from "
    "what your clinic told you, follow your clinic. In a medical emergency call the emergency number "
    "of where you are (911 in the US, 999 in the UK, 112 in the EU)."
)

# In a danger sign's instruction: what to call where nobody said where the person is.
EMERGENCY_NUMBERS = "the emergency number (911 in the US, 999 in the UK, 112 in the EU)"
OUT_OF_HOURS = "Your clinic out of hours: {number}."
CLINIC_NUMBER = "Your clinic: {number}."

MAX_MESSAGE = 4_000
EMPTY = "Please type your question, for example: “Is flaking normal a week after microneedling?”"
WELCOME = "You are welcome. Ask again whenever something about your skin worries you."
MAX_CHAT = 200_000  # characters of a conversation, messages and answers: hours of talk
ENDLESS = (
    "This chat comes to {length:,} characters; at most {limit:,} can be read. "
    "Please start a new chat, and ask again."
)
TOO_LONG = (
    "Your message has {length:,} characters; up to {limit:,} can be read at once. "
    "Please ask the most important question first, in a few sentences."
)
ONLY_ENGLISH = "Only English is covered. For urgent help call 112 (EU), 911 (US) or 999 (UK)."
ONLY_ENGLISH_IN = {
    "es": "Solo puedo responder en inglés. Si es urgente, llame al 112 o al 911.",
    "fr": "Je ne peux répondre qu’en anglais. En cas d’urgence, appelez le 112 ou le 15.",
    "de": "Antworten gibt es nur auf Englisch. Im Notfall rufen Sie 112 an.",
    "it": "Posso rispondere solo in inglese. In caso di emergenza chiami il 112.",
    "pt": "Só posso responder em inglês. Em caso de urgência, ligue para o 112 ou o 192.",
    "nl": "Ik kan alleen in het Engels antwoorden. Bel in nood 112.",
    "pl": "Mogę odpowiadać tylko po angielsku. W nagłym wypadku zadzwoń pod 112.",
    "tr": "Yalnızca İngilizce yanıt verebilirim. Acil durumda 112’yi arayın.",
    "ru": "Я отвечаю только по-английски. В экстренном случае звоните 112.",
    "uk": "Я відповідаю лише англійською. У разі невідкладної потреби телефонуйте 112.",
    "ar": "يمكنني الرد بالإنجليزية فقط. في حالات الطوارئ اتصل بالرقم 112.",
    "zh": "目前只能用英语回答。如遇紧急情况，请拨打 120 或 112。",
    "ja": "英語でのみお答えできます。緊急の場合は119番に電話してください。",
    "ko": "영어로만 답변할 수 있습니다. 응급 상황이면 119에 전화하세요.",
    "hi": "मैं केवल अंग्रेज़ी में उत्तर दे सकता हूँ। आपात स्थिति में 112 पर कॉल करें।",
}

CLARIFY = "That differs from one treatment to another. Which treatment did you have?"
NOT_COVERED = "The library does not cover this."
UNDERSTOOD = "Understood: a question about {about}."
COVERS = "On {treatment} it holds: {titles}."
COVERS_TREATMENTS = "It covers: {treatments}."
NOTHING_ON = "It holds nothing on {treatment}."
ASK_CLINIC = "Your clinic can tell you: ask them, and mention what you had done and when."
LABEL = "After {treatment}:"

# Where sources differ, and what the sources say of the day that was given.
DIFFER = "Sources differ on {topic}: {positions}."
LONGEST_WAIT = "The longest wait is the cautious choice: {cautious}."
EARLIEST_CALL = "The earliest time at which a source says to call: {cautious}."
DAY_SIGN_WITHIN = "Your day {day}: within the time that is given for {topic}, {time}."
DAY_SIGN_OVER = "Your day {day}: the time that is given for {topic} is over, {time}. Ask your clinic."
DAY_SIGN_BETWEEN = (
    "Your day {day}: past the time that one source gives for {topic}, {time}, within that of another, "
    "{other}. Ask your clinic if it is not getting better."
)
DAY_WAIT_WITHIN = "Your day {day}: the longest wait that is given for {topic} is not over, {time}."
DAY_WAIT_OVER = "Your day {day}: the longest wait that is given for {topic} is over, {time}."

UNAVAILABLE = (
    "The library cannot be read just now. Please try again in a minute; in an emergency call the "
    "emergency number of where you are (911 in the US, 999 in the UK, 112 in the EU)."
)
# A danger sign stays raised for a whole conversation; this is the way out where it was misread.
MISREAD = "If nothing like this is happening, start a new chat and ask again. If in doubt, call."
MEANWHILE = "What the library says:"

PRICE = "price"  # the topic that is never answered
# Asked about where a question names no sign, activity or product.
DEFAULT_TOPIC = "redness"
# What a person may want to know next, by what it asks for; offered where the library answers it. Of the sign
# one thing first, then what is of use whatever the sign.
FOLLOW_UPS: dict[Slot, str] = {
    "is_normal": "{are} {topic} normal after {treatment}?",
    "product": "What can I put on my skin after {treatment}?",
    "when_call": "When should I go back to the clinic after {treatment}?",
    "how_long": "How long {do} {topic} last after {treatment}?",
    "cause": "What causes {topic} after {treatment}?",
}

# Answers that a language model writes.
WRITING = "An answer is being written; each sentence is shown once it was checked against its source."
WRITTEN = "Written by a language model; each sentence was checked against the source that it cites."
LEFT_OUT_ONE = "One sentence of the model’s is left out: its source does not say it."
LEFT_OUT = "{count} sentences of the model’s are left out: their sources do not say them."
QUOTED_INSTEAD = "In the articles’ own words, because {why}."
WHY_QUOTED: dict[Reason, str] = {
    "unreachable": "the language model could not be reached",
    "key": "the language model refused the key of this page",
    "unknown": "the language model that is set is not known where it was asked for",
    "busy": "the language model takes no more questions just now",
    "slow": "the language model did not answer in time",
    "error": "the language model failed",
    "cut": "the language model’s reply broke off",
    "endless": "the language model’s reply came to no end",
    "empty": "the language model gave no reply",
    "unanswered": "the language model’s reply did not answer the question",
    "crowded": "the sources that differ leave no room for others",
    "unproved": "no sentence of the language model’s could be found in its source",
}
# What a person should know before writing; shown on the page in this mode.
LEAVES = (
    "Answers are written by the language model {model}. It is sent your question, the last turns of this "
    "chat and the passages that were found; they leave this machine unless the model runs on it."
)
