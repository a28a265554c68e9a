"""Whether what is said of a danger sign is said to be so, here and now.

A sign does not count where its own clause denies it ("no fever"), and a sentence does not where it asks
in general ("can filler make you blind?"), supposes, tells of the past ("years ago, all fine since") or
of somebody else's story. What others think of a sign ("my mum says it's nothing") changes nothing.
"""

from __future__ import annotations

import re

# A full stop inside a number does not end a sentence ("39.5"), nor does a question that is answered with no
# ("pus? nope").
_NO = r"(?:no|nope|nah|none|never)(?=\s*(?:[,.;!]|$))"
_SENTENCE = re.compile(rf"(?:[^.!?;\n]|\.(?=\d)|\?(?=\s*{_NO}))+[.!?;\n]*")
# What "like" or "such as" begins is of the clause before it: "can one be allergic, like throat closing".
_BREAK = re.compile(
    r"[:;.!?\n]|,(?!\s*(?:like|such as)\b)"
    r"|\b(?:but|though|although|however|except|now|because|this time|then)\b"
)
_LOOK_BACK = 100  # characters of its clause that decide about a sign: keeps a long message fast

# What denies the thing named after it. "I can't" is not here: it is a sign itself. Between "no" and
# the thing no new clause may begin: "no wait, my tongue …" denies nothing.
_DENIES = re.compile(
    r"\b(?:no|without|nor|neither|zero|free of|no signs? of|nothing like)\b"
    r"(?:\s+(?!(?:my|i|it|is|are|was|the|her|his|wait|idea|joke)\b)[\w'/-]+){0,4}\s*$"
    r"|\b(?:not|never|isn't|wasn't|aren't|haven't|hasn't|don't have|doesn't have|doesn't|didn't)\b"
    r"(?! only| just| sure)(?:\s+[\w'/-]+){0,3}\s*$"
    r"|\bneither(?:\s+[\w'/-]+){0,4}\s*$"
    r"|\b(?:don't|dont|do not|didn't|nothing)\s*$"
)
# A denial runs on through a list of bare nouns: "no fever, chills or pus".
_LIST_DENIED = re.compile(
    r"\b(?:no(?! idea| joke| clue)|without|nor)\b"
    r"((?:\s+[\w'-]+){1,3}\s*(?:,|\bor\b|\band\b))+\s*(?:[\w'-]+\s+){0,2}$"
)
# A pet's: "our dog had a fit".
_PETS = re.compile(
    r"^\W*(?:(?:and|so|then) )?(?:our|my|the) (?:dog|puppy|cat|kitten|rabbit|hamster|horse|pony|budgie)"
    r"(?:'s)?(?:\s+(?:ear|eye|paw|leg|face|mouth|nose|skin|tail|tummy|belly|foot|lip)s?)?"
    r"(?:\s+(?:has|had|is|was|are|got|just|been|having|an?|all|and|swollen|red|sore|hot|leaking|oozing))*\s*$"
)
_NEW_CLAUSE = re.compile(r"\b(?:i|i'm|it|it's|is|are|my|has|have|am|but|there|now)\b")
# "Breathing fine", "pain is nil", "no temperature": a sign's name with its all-clear behind it.
_ALL_CLEAR = re.compile(
    r"^\s*(?:is|are|was|feels?|all|seems?|:|-)*\s*(?:is |are )?"
    r"(?:perfectly |completely |totally |absolutely |all )?"
    r"(?:fine|ok|okay|normal|good|nil|none|negative|clear|gone now|alright|all right)\b"
)
# "Pus? Nope.", "any chest pain: no": asked in a word or two and answered; "is it normal that I can't breathe?
# No." is not.
_ANSWERED_NO = re.compile(rf"^\s*[?:]\s*{_NO}")
_ASKED_IN_WORDS = 2
_SOFT_START = (
    r"^\W*(?:(?:and|so|ok|okay|also|hi|hello|hey|hiya|just wondering|wondering|curious|quick one|question"
    r"|one more|last one|but|oh)\b[\s,:.!-]*)*"
)
_IN_GENERAL = re.compile(
    _SOFT_START + r"(?:(?:can|could|does|do|did|will|would|is|are|has)\b(?!')"
    r"(?!\s+(?:i|my|he|she|we|hardly|barely|not|the (?:trouble|difficulty|weakness|numbness|pain))\b)"
    r"|is it possible|is there (?:a|any) (?:risk|chance)|is it true"
    r"|what (?:would|does|do|are|is|if|happens|counts|temperature|signs?)"
    r"|how (?:would|do|can|likely|common|does|soon|long|quickly|rare|often|many)|how will i know"
    r"|should i (?:be )?(?:worry|worried|expect|watch|look|get|take|ask|avoid)"
    r"|what should i (?:watch|look)"
    r"|(?:when|where) (?:should|would|do) (?:i|you|we) (?:worry|call|go|ring|see)"
    r"|which (?:signs?|symptoms?)|(?:risk|chances?|signs?|odds|symptoms?) of"
    r"|tell me about|explain"
    r"|(?:what|when|where|should|how|do|is|would|who)\b.*\b(?:if|in case|so (?:that )?i don't)\b"
    r"|in case\b|hypothetically|before i (?:book|go|have|get)\b)"
)
# A question that has the person in it after all: "does it matter that my throat is closing".
_OWN = re.compile(
    r"\b(?:i have|i've|i am|i'm|i can't|i cannot|i feel|my|mine(?:'s)?|me|she has|she's|he has|he's|right now"
    r"|started|since|after|on (?:that|this) side|in (?:that|this) eye|yesterday|today|tonight"
    r"|this morning|days? post|hours? post|later)\b"
)
# "Will microneedling set one off", "how do I stop it getting infected": asked beforehand.
_BEFOREHAND = re.compile(
    r"\b(?:how (?:can|do|would|could|should) (?:i|you|we) (?:stop|prevent|avoid|lower|reduce|know|tell|spot)"
    r"|what (?:can|should|do) (?:i|you) do (?:to|so)|to avoid (?:getting|an?)"
    r"|so (?:that )?i don't (?:get|have)"
    r"|(?:signs?|symptoms?) (?:should|do|would) (?:i|we|you)|(?:would|should|might|could) (?:i|it|they) ever"
    r"|if (?:i|it|they|mine|one) (?:were|did|do|does|was|gets?|got|had|should|started|starts|becomes?)\b"
    r"|(?:where|what|who|when) (?:would|should|could) i [^.?!]*\bif\b"
    r"|what (?:would|does|do|might)\b[^.?!]*\b(?:look like|looks like|count as|feel like)\b"
    r"|suppos(?:e|ing)\b|were i to|say i (?:got|get|had)|if i come out|(?:actually|really) a (?:real )?thing"
    r"|keep(?:ing)? \w+(?: and \w+)? away|prevent\w*|avoid\w* (?:an?|the|getting)"
    r"|if something|what would (?:it|that|an?|the)|scared of|worried about getting|am i at risk|at risk of"
    r"|history of|prone to|(?:will|would|could|can|might) (?:it|that|this|they|[a-z]+ing|botox|filler|laser)"
    r" (?:set|cause|trigger|give|make|bring|lead))\b"
)
_OVER = re.compile(
    r"\b(?:years? (?:ago|back)|last (?:year|summer|spring|autumn|winter|time)|(?:months|weeks|ages) ago"
    r"|(?:summers?|winters?|springs?|autumns?|christmases) (?:ago|back)"
    r"|before (?:christmas|easter)"
    r"|used to|in the past|back (?:then|in)|in (?:19|20)\d\d"
    r"|when (?:i|he|she|they) (?:was|were) (?:a|at|in|little|small|young\w*|\d+)"
    r"|(?:he|she|they|it|toddler|dog) once|once (?:had|ate|got)"
    r"|as a (?:kid|child|teen\w*)|previously|once before"
    r"|went away|has (?:gone away|gone down|cleared|resolved|healed|passed|settled)|is gone now"
    r"|all gone|cleared (?:up|it)|resolved|already healed|healed (?:up|fine|without|lovely|completely|months)"
    r"|came (?:straight|right) back|(?:all|been|was|completely) fine (?:since|by|after|now|again)"
    r"|(?:completely|fully) recovered|for a (?:second|moment|split second)|faded (?:by|after|within))\b"
)
# "If my throat swelled, where would I go?" supposes; "if I press it, it stays white" tells.
_SUPPOSED = re.compile(
    _SOFT_START
    + r"if (?!i (?:press|push|touch|pinch|poke|squeeze|close|cover|shut|lie|stand|sit|walk|move|try|open"
    r"|look|swallow|breathe|lift|bend|talk|smile|turn|blink|let|put|don't|can't)\b)"
    r"(?!(?:anything|this|that|you)\b)(?:(?!(?:has|have|is|are|am)\b|[a-z]+'(?:s|ve)\b)[a-z']+\s+){1,4}?"
    r"(?:[a-z]+ed|were|was|got|had|went|came|felt|lost|started|woke|saw|began|found"
    r"|should|ever|feels?|gets?|starts?|becomes?|swells?|turns?|goes)\b"
)
# What was so long before the treatment, or always.
_ALWAYS = re.compile(
    r"\b(?:since (?:birth|childhood|i was)|all my life|always (?:had|have|been|get|gets)|for years|years now"
    r"|was born|from birth|long before|every (?:winter|spring|summer|autumn|june|may|march|year)|i often get"
    r"|gets? (?:them|it) (?:often|a lot)|old (?:scars?|injury)|in my dream|dreamt|epileptic|raynaud\w*"
    r"|vitiligo|(?:watch|look) (?:out )?for)\b"
)
_STILL = re.compile(r"\b(?:but|now|today|again|since then|this time|still|yet|tonight|this morning)\b")
_THAT_WAS = re.compile(
    r"\W*(?:that|it)(?:'s|s| is)? (?:long|all|completely|fully|now) (?:gone|healed|over|cleared|better)\b"
    r"|\W*(?:that|it|this|which) was\b[^.!?]*"
    r"\b(?:ago|back in|last (?:year|summer|winter)|(?:19|20)\d\d|years)\b"
)
_OTHERS = re.compile(
    r"\b(?:friend of mine|friend of a friend"
    r"|i (?:read|heard|saw|watched|keep (?:reading|seeing|hearing))(?: about| of| that)?"
    r"|(?:^|[.!?] )\W*(?:saw|read|heard|watched|seen)\b"
    r"|someone (?:i know|online|on)|somebody (?:i know|online|on)"
    r"|(?:there was|saw) (?:this|a|an) [a-z]+ (?:whose|who)|influencer"
    r"|some(?:one|body) whose|a celebrity|(?:tiktok|reel|video|post) (?:of|where|about)"
    r"|some people|people (?:say|get|who|with)|(?:pics|pictures|photos|images|videos) of"
    r"|(?:could|can|might) go wrong|a (?:woman|girl|lady|guy|man|bloke) (?:who|on|i|at|whose)"
    r"|(?:on|off) (?:tiktok|reddit|youtube|instagram|facebook|the news|a podcast|a forum)|horror stories"
    r"|(?:article|video|documentary|post|thread|leaflet|poster) (?:about|on|said|says|that)"
    r"|(?:novel|movie|soap|episode|drama|podcast|magazine|(?<!cling )film) (?:about|said|says|where)"
    r"|exam question|case report"
    r"|(?:writing|wrote) (?:an?|the) (?:essay|dissertation|assignment|article) (?:about|on)"
    r"|in theory|in my (?:plot|novel|story|script))\b"
    r"(?!.*\b(?:my|i'm|i have|i've|mine)\b)"
)


# A question in general whose end says why: "what happens if a child swallows it, asking because mine has".
_BECAUSE_IT_IS = re.compile(
    r"\b(?:asking|i ask|wondering)\b[^.?!]{0,20}\b(?:because|as|cos|coz|since)\b"
    r"[^.?!]*\b(?:mine|my|i've|i'm|he|she|it|they)\b[^.?!]*\b(?:has|have|is|are|did|just)\b"
)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, each with what ends it."""
    return [match.group() for match in _SENTENCE.finditer(text)]


def counts(text: str, start: int, end: int) -> bool:
    """Whether the words [start, end) of a text are said to be so."""
    before = text[max(0, start - _LOOK_BACK) : start]
    breaks = list(_BREAK.finditer(before))
    opening = before[breaks[-1].end() :] if breaks else before
    rest = text[end : end + _LOOK_BACK]
    ending = _BREAK.search(rest)
    clause = opening + text[start:end] + (rest[: ending.start()] if ending else rest)
    if _DENIES.search(opening) or _PETS.search(opening) or _ALL_CLEAR.match(rest):
        return False
    if _ANSWERED_NO.match(rest) and len(opening.split()) <= _ASKED_IN_WORDS:
        return False
    if (aside(clause) or _long_over(text, start, end)) and not _BECAUSE_IT_IS.search(rest):
        return False
    listed = _LIST_DENIED.search(before)
    return not (listed and not _NEW_CLAUSE.search(listed.group()))


def _long_over(text: str, start: int, end: int) -> bool:
    """Whether the whole sentence, or the next one about it, puts the thing into the past."""
    opening = re.split(r"[.!?;\n]", text[max(0, start - 2 * _LOOK_BACK) : start])[-1]
    rest = text[end : end + 2 * _LOOK_BACK]
    ending, _, after = rest.partition(".")
    sentence = opening + text[start:end] + ending
    if _OVER.search(sentence) and not _STILL.search(sentence):
        return True
    return bool(_THAT_WAS.match(after)) and not _STILL.search(after[:_LOOK_BACK])


def aside(sentence: str) -> bool:
    """Whether a sentence or clause speaks of something else than what is so now."""
    if any(kind.search(sentence) for kind in (_OVER, _OTHERS, _BEFOREHAND, _SUPPOSED, _ALWAYS)):
        return True
    return bool(_IN_GENERAL.match(sentence)) and not _OWN.search(sentence)
