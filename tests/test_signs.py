"""Every rule of the table of danger signs is needed: without it, its own message is not read as it should."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot import triage
from bot.groups import Words
from bot.signs import Rule, rules
from bot.triage import Danger, by_rules
from ingest.treatments import shipped

# One message a rule, by the rule's label or else its sign, in words of its own.
ONLY = {
    "anaphylaxis": "My tongue has swollen since the wax",
    "somebody who passed out and does not come round": "He blacked out at the studio and isn't responding",
    "an adrenaline pen that was used": "Had to use my EpiPen after the tint as a rash came up",
    "signs of tetanus": "Ten days after the tattoo my jaw will only open a little and my back goes rigid",
    "vision-loss": "Since the injection I am seeing double",
    "stroke": "My speech came out slurred after the filler",
    "skin that turns white, grey, blue or net-like after filler": "My lip has gone blue since this noon",
    "blocked-vessel": "The pain in my cheek filler is getting worse by the hour",
    "toxin-spread": ("A week after botox my neck muscles are weak"),
    "sepsis": "I have a fever and the redness is spreading up my arm",
    "clot": "My calf is swollen and aching since sclerotherapy",
    "chemical-eye": "Some of the lash perm lotion got in my eye",
    "burn": "The acid peel has left raw skin that comes away",
    "self-harm": "I want to end my life over this nose",
    "a question about ways to die": "has anyone ever survived jumping off a bridge, my face is ruined",
    "numbing-toxicity": "I am dizzy and my ears are ringing since the numbing cream",
    "too many painkillers": "Downed 23 since noon, panadol I mean",
    "a battery or magnet that was swallowed": "Our boy swallowed a tiny battery",
    "a child who swallowed something": "My daughter drank the lash glue remover",
    "herpes-eye": "There are tiny blisters on my eyelid after the lamination",
    "bleeding-heavy": "Blood is spurting from where the mole was",
    "infection": "Green gunk comes out of my piercing and it stinks",
    "fever": "I have had a temperature of 38.4 since the session",
    "burn-blister": "Blisters came up on my leg where the IPL was",
    "cold-sore": "A cold sore has come up on my lip",
    "eye": "My eyes are stinging since the lash lift",
    "nodule": "A hard lump came up ten weeks after my filler",
    "allergy": "The brow dye gave me an itchy weeping rash",
    "cartilage": "The top of my ear is hot and red since the helix piercing",
    "bleeding": "The place still bleeds and won't stop",
    "thread": "A thread is poking out of my cheek",
    "face-weakness": "I can't raise my eyebrow after the thread lift",
    "rf-injury": "My cheeks have dents since the rf microneedling",
}


def read(text: str) -> Danger | None:
    return by_rules([text], shipped(), hints=True)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.sign)
def test_each_rule_has_a_message_that_only_it_reads(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    message = ONLY[rule.label or rule.sign]
    found = read(message)
    assert found is not None and (found.sign, found.urgency) == (rule.sign, rule.urgency)
    others: Sequence[Rule] = [other for other in rules() if other is not rule]
    monkeypatch.setattr(triage, "rules", lambda: others)
    without = read(message)
    assert without is None or without.sign != rule.sign
    assert without is None or without.urgency != rule.urgency


def test_of_a_long_word_few_beginnings_are_kept() -> None:
    words = Words(f"{'x' * 10_000} can breathe")
    assert len(words.beginnings) < 100 and words.at("brea*") == [10_005]
