"""The English of the other tabs and of feedback, in one place; a translation is another such file."""

from __future__ import annotations

MCP_MISSING = "--mcp needs the extra mcp; in this folder: .venv/bin/pip install -e '.[mcp]'"
ADMIN_REFUSED = (
    "--admin lets whoever opens the page change the library, so it wants --auth-file, or a --host that only "
    "this machine reaches (127.0.0.1); {host} is neither."
)

# Library
LIBRARY_TAB = "Library"
SEARCH = "Search the library"
SEARCH_HINT = "For example: swelling lips"
TREATMENT, EVIDENCE_LABEL, ORDER = "Treatment", "Kind of source", "Order"
FILTERS = "Filter and order"
ALL_TREATMENTS, ALL_EVIDENCE = "All treatments", "All kinds"
IN_GENERAL = "skin in general"
BY_TREATMENT, NEWEST, OLDEST = "By treatment", "Newest first", "Oldest first"
BACK = "Back to the list"
ARTICLES = "{count} articles"
ONE_ARTICLE = "1 article"
NONE_FOUND = "No article fits. Try fewer words, or another treatment."
MOST_SHOWN = "The first {shown} of {count} articles. Search to see others."
GONE = "This article is no longer in the library. Go back to the list."
KINDS = {"guide": "guide", "answer": "answer", "faq": "questions and answers", "summary": "summary"}
ON = "on {treatments}"
CHECKED, UPDATED, PUBLISHED = "checked against its sources on {day}", "updated {day}", "published {day}"
UNDATED = "no date stated"
SUMMARY_OF = "A summary, in our own words, of “{title}”."
BY = "By {who}"
OLD = (
    "This text was last {done} more than {years} years ago. Advice may have changed since: "
    "ask your clinic before you rely on it."
)
OLD_CHECKED, OLD_UPDATED, OLD_PUBLISHED = "checked", "updated", "published"
SAYS = "{who}:"
SOURCES = "Sources"
NO_NAME = "a source without a name"
CHANGED_HEAD = "What changed last"
CHANGED_ON = "On {day}: {what}."
FIRST = "the library was built, with {articles}"
NEW, CHANGED, REMOVED = "new", "changed", "removed"
AND_MORE = "and {count} more"

# About
ABOUT_TAB = "About"
WHAT_IT_IS = "What this is"
WHAT_IT_IS_TEXT = (
    "A program that answers questions after a cosmetic skin treatment. It looks for sentences in a library "
    "of articles and shows them word for word, each with its source. It is not a person, and not a clinician."
)
LIMITS = "What it cannot do"
LIMITS_TEXT = (
    "It cannot see your skin or examine you, and it does not know your health.",
    "It knows only what its library says. Sources can be wrong, old, or selling something; each one is "
    "labelled.",
    "It can miss a danger sign, or misread what you write. If you are worried, call your clinic, "
    "or the emergency number of where you are.",
    "Only English is covered.",
)
REVIEWED = "Who has checked what"
REVIEWED_TEXT = (
    "No clinician has reviewed the table of danger signs, nor signed it off.",
    "No clinician has reviewed the articles that come with the program. On the day that an article shows, "
    "its makers held it against what they had read of its sources: the whole page, a part of it, or notes.",
    "A clinic that uses this page is asked to have a clinician read both first.",
)
DATA = "Where your words go"
DATA_STAY = "Your messages are read by the computer that runs this page, and by no other."
DATA_NOBODY = "There are no analytics, no advertisers, and no fonts or scripts from elsewhere."
DATA_KEPT = (
    "The computer that runs this page stores no message. Your chats are kept in your browser alone, until "
    "you delete them. The logs hold times and counts."
)
DATA_FEEDBACK = (
    "Feedback is stored only if you tick that it may be. Under each answer you can see what is kept, and "
    "take it back."
)
DATA_NO_FEEDBACK = "This page takes no feedback."
LIBRARY_NOW = "The library holds {articles}. It last changed on {day}."
IN_CHARGE = "This page is offered by {clinic}."

# Feedback
HELPED = "Did this help?"
YES, NO = "Yes", "No"
REASON = "What was good or wrong about it? You need not say."
CONSENT = "Keep my question, this answer and what I wrote, so that answers can get better"
KEPT = (
    "What is kept: today’s date, your last question with the treatment and the day that were understood, the "
    "answer, and your reason. Not kept: your name, your address, or the messages before. "
    "Please leave out names."
)
SEND, CANCEL, TAKE_BACK = "Send feedback", "Cancel", "Erase what I sent"
THANKS = "Thank you. It is kept under the number {number}; with it the clinic can erase it for you."
ERASED = "It is erased."
TOO_OFTEN = "That was a lot of feedback in a short time. Nothing was stored; please try again in an hour."
NOT_KEPT = "It could not be kept. Nothing was stored."
NOT_ERASED = "It could not be erased just now. Tell the clinic the number {number}."

# Keeper: articles
KEEPER_HEAD = "Add or remove articles"
UPLOADS_AT = (
    "Files that are added here are kept in the folder {folder}. The same index from the command line:"
)
CHOOSE_FILES = "Articles ({suffixes})"
ADD = "Add to the library"
UPLOADED = "Articles added here"
REMOVE, REALLY, KEEP = "Remove", "Yes, delete {name}", "Keep it"
READING, EMBEDDING = "Reading {file}", "Embedding"
DONE_IN = "Done in {seconds}: {what}."
NOTHING_CHANGED = "nothing changed"
REFUSED = "Refused"
NOT_THERE = "A file could not be read ({error}). Please choose it again."
UNTOUCHED = "The library is as it was."

# Keeper: feedback
FEEDBACK_HEAD = "Feedback"
FEEDBACK_COUNT = "{count} kept in {file}: {helped} helped, {not_helped} did not. As a question set:"
FEEDBACK_COMMAND = "python -m evals from-feedback {file}"
NO_FEEDBACK_YET = "None is kept yet; the file will be {file}."
ERASE_ALL, ERASE_REALLY = "Erase all feedback", "Yes, erase all of it"
ALL_ERASED = "{count} erased."

# Keeper: evaluation
EVALUATION_TAB = "Evaluation"
SET = "Question set"
OWN_SET = "Or a set of your own (.yaml, .csv)"
RUN, STOP_RUN, STOPPED_RUN = "Run", "Stop", "Stopped."
RUNNING = "{done} of {all} questions"
RIGHT = "{right} of {cases} right, in {seconds}."
NOT_RUN = "Not run: {why}."
FIGURES, PLOTS = "Figures", "Plots"
COLUMNS = ("figure", "mean", "95 % interval", "cases", "part", "what it is")
FAILED = "Not right ({count})"
MOST_FAILED = "The first {shown} are shown; the report has all."
WHY, EXPECTED, GOT, BEFORE = "Why", "Expected", "Got", "Before"
REPORT = "Download report.html"
