"""A conversation as the browser keeps it: what was said and answered, treatment and date. Pure functions.

The server keeps none of it: each event brings the whole talk along and takes the new one back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from page import wording

JSON = dict[str, Any]
# {"turns": [{"said": str, "answer": JSON | None, "state": State}],
#  "treatment": str | None, "date": "YYYY-MM-DD" | None,
#  "raised": [{"said": str, "urgency": str, "instruction": str}]}
# where State is "waiting" | "growing" | "done" | "failed" | "stopped". `raised` are danger signs in messages
# that were taken back: once raised they stay so, till a new chat.
Talk = JSON

_LAST_DAY = 3650  # a treatment longer ago than ten years has no day that matters
MOST_KEPT = 10
# Of the five million letters that a browser stores for a page, which fails silently beyond: what is kept is
# a third longer there (Base64), and the chat that is under way stands beside.
MOST_BYTES = 2_000_000


def new() -> Talk:
    """An empty one."""
    return {"turns": [], "treatment": None, "date": None, "raised": []}


def text(talk: Talk) -> str:
    """As the browser keeps it.

    Gradio's page mends an object that comes again piece by piece, and one that is skipped is spoilt by that.
    """
    return json.dumps(talk)


def read(kept: str | Talk) -> Talk:
    """The talk of a text; what was kept as an object, by an earlier version, as it is."""
    talk: Talk = json.loads(kept) if isinstance(kept, str) else kept
    return talk


def history(talk: Talk) -> list[dict[str, str]]:
    """Its messages, as {"role", "content"}; before them those that raised a danger and were taken back."""
    messages = [{"role": "user", "content": sign["said"]} for sign in talk["raised"]]
    for turn in talk["turns"]:
        messages.append({"role": "user", "content": turn["said"]})
        messages.append({"role": "assistant", "content": turn["answer"]["text"] if turn["answer"] else ""})
    return messages


def day_of(talk: Talk, today: date) -> int | None:
    """Whole days since the treatment, where its date was said and is not ahead."""
    try:
        day = (today - date.fromisoformat(talk["date"])).days
    except (TypeError, ValueError):
        return None
    return day if 0 <= day <= _LAST_DAY else None


def said(talk: Talk, message: str) -> Talk:
    """With one more message, not answered yet."""
    return {**talk, "turns": [*talk["turns"], {"said": message, "answer": None, "state": "waiting"}]}


def answered(talk: Talk, answer: JSON | None, today: date) -> Talk:
    """With an answer to its last message; treatment and date are filled in as far as it understood them."""
    if answer is None:
        return _last(talk, state="failed")
    talk = _last(talk, answer=answer, state="done" if answer["whole"] else "growing")
    treatment, day = answer["treatment"], answer["day"]
    if treatment and talk["treatment"] and treatment != talk["treatment"]:
        talk["date"] = None  # it was another treatment's
    if treatment:
        talk["treatment"] = treatment
    if day is not None:
        talk["date"] = (today - timedelta(days=day)).isoformat()
    return talk


def is_under_way(turn: JSON) -> bool:
    """Whether more of its answer is to come."""
    return turn["state"] in ("waiting", "growing")


def stopped(talk: Talk) -> Talk:
    """With its last message left as far as it was answered."""
    last = talk["turns"][-1] if talk["turns"] else None
    if last is None or not is_under_way(last):
        return talk
    return _last(talk, answer=last["answer"] and _cut_off(last["answer"]), state="stopped")


def _cut_off(answer: JSON) -> JSON:
    """A growing answer with what stands of it: where it said that more is to come it says that none is."""
    text = answer["text"].replace(answer["message"], wording.STOPPED)
    return {**answer, "message": None, "notes": [wording.STOPPED], "text": text}


def treated(talk: Talk, treatment: str | None, on: str | None) -> Talk:
    """With treatment and date as the person corrected them."""
    return {**talk, "treatment": treatment or None, "date": on or None}


def without_last(talk: Talk) -> tuple[Talk, str]:
    """Without its last exchange, and the message of that; "" where there is none."""
    if not talk["turns"]:
        return talk, ""
    *turns, last = talk["turns"]
    before = {**talk, "turns": turns}
    return {**before, "raised": [*talk["raised"], *_raised_anew(before, last)]}, last["said"]


def dangers(talk: Talk) -> list[JSON]:
    """What has `urgency` and `instruction`, oldest first: signs that were taken back, then answers."""
    answers = [turn["answer"] for turn in talk["turns"] if turn["answer"]]
    return [*talk["raised"], *(answer for answer in answers if answer["instruction"])]


def _raised_anew(before: Talk, turn: JSON) -> list[JSON]:
    """The danger that this turn raised and that none before it did."""
    answer = turn["answer"]
    told = {danger["instruction"] for danger in dangers(before)}
    if not answer or not answer["instruction"] or answer["instruction"] in told:
        return []
    return [{"said": turn["said"], **{key: answer[key] for key in ("urgency", "instruction")}}]


def _last(talk: Talk, **changes: Any) -> Talk:  # noqa: ANN401
    return {**talk, "turns": [*talk["turns"][:-1], {**talk["turns"][-1], **changes}]}


def put_by(kept: list[Talk], talk: Talk) -> list[Talk]:
    """The chats kept, newest first, with this one in front unless it is empty, as there is room."""
    return list(_with_room([talk, *kept][:MOST_KEPT])) if talk["turns"] else kept


def _with_room(chats: Sequence[Talk]) -> Iterator[Talk]:
    left = MOST_BYTES
    for chat in chats:
        size = len(json.dumps(chat, ensure_ascii=False).encode("utf-8", "replace"))
        if size <= left:
            left -= size
            yield chat
