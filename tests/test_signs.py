"""Every rule of the table of danger signs is needed: without it, its own message is read as less, or as another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot import triage
from bot.signs import Rule, rules
from bot.triage import Danger, by_rules
from ingest.treatments import shipped

# One message a rule, in words of its own.
ONLY = {
    "trouble breathing, or swelling of throat or tongue": "My tongue has swollen since the wax",
    "a change in vision": "Since the injection I am seeing double",
    "signs of a stroke": "My speech came out slurred after the filler",
    "skin that turns white, grey, blue or net-like after filler": "My lip has gone blue since this noon",
    "growing pain, or white, cold or patterned skin after filler": "The pain in my cheek filler is getting worse by the hour",
    "trouble swallowing, speaking or breathing, or spreading weakness after botulinum toxin": (
        "A week after botox my neck muscles are weak"
    ),
    "an infection that is spreading through the body": "I have a fever and the redness is spreading up my arm",
    "chest pain, breathlessness or a swollen calf after vein injections": "My calf is swollen and aching since sclerotherapy",
    "a chemical in the eye": "Some of the lash perm lotion got in my eye",
    "a chemical burn, or a deep or large one": "The acid peel has left raw skin that comes away",
    "thoughts of harming yourself": "I want to end my life over this nose",
    "an overdose, or numbing cream swallowed or felt in the whole body": "My toddler licked the numbing cream",
    "blisters or a sore beside the eye": "There are tiny blisters on my eyelid after the lamination",
    "heavy bleeding": "Blood is spurting from where the mole was",
    "signs of infection": "Green gunk comes out of my piercing and it stinks",
    "fever after a treatment": "I have had a temperature of 38.4 since the session",
    "blisters or a burn": "Blisters came up on my leg where the IPL was",
    "grouped blisters or a cold sore": "A cold sore has come up on my lip",
    "a painful red eye, or one that light hurts": "My eyes are stinging since the lash lift",
    "a hard, red or warm lump after filler": "A hard lump came up ten weeks after my filler",
    "swelling and rash of a contact allergy": "The brow dye gave me an itchy weeping rash",
    "an ear cartilage that is hot, red or leaking after a piercing": "The top of my ear is hot and red since the helix piercing",
    "bleeding that does not stop": "The place still bleeds and won't stop",
    "a thread that shows or comes through the skin": "A thread is poking out of my cheek",
    "a part of the face that does not move": "I can't raise my eyebrow after the thread lift",
    "dents, lost feeling or a worsening burn after radiofrequency": "My cheeks have dents since the rf microneedling",
}


def read(text: str) -> Danger | None:
    return by_rules([text], shipped())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.sign)
def test_each_rule_has_a_message_that_only_it_reads(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(ONLY[rule.sign])
    assert found is not None and (found.sign, found.urgency) == (rule.sign, rule.urgency)
    others: Sequence[Rule] = [other for other in rules() if other is not rule]
    monkeypatch.setattr(triage, "rules", lambda: others)
    without = read(ONLY[rule.sign])
    assert without is None or without.sign != rule.sign
    assert without is None or without.urgency != rule.urgency
