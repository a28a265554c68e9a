"""Ways of speaking that hold a word of danger and mean none: "dying to wear makeup"."""

from __future__ import annotations

import re

FIGURATIVE = re.compile(
    r"\b(?:dying|die) (?:to|for|of (?:embarrassment|boredom|curiosity))\b|\bhold(?:ing)? my breath\b"
    r"|\b(?:skin|pores|face|it)(?: just)? (?:can't|cannot|can|needs to|to|must|has to) breathe?\b"
    r"|\blet (?:my|the|your) (?:skin|face) breathe\b|\bblack and blue\b|\bhay ?fever\b|\bwith envy\b"
    r"|\bjump[- ]?scares?\b|\bwants? to die my hair\b|\bfits? of (?:the )?(?:giggles|laughter)\b"
    r"|\bgasping for (?:an? |some |my )?(?:coffee|tea|cuppa|brew|fag|drink|water|wine|pint)\b"
    r"|\bkill(?:ing|ed)? (?:my|him|her|our|them)sel(?:f|ves) laughing\b"
    r"|\bcould(?:n't| not) (?:breathe|speak|talk) (?:(?:for|with) )?"
    r"(?:laughing(?! gas| or)|laughter|excitement|joy)\b"
    r"|\bbreathless with (?:how|excitement|joy|love)\b|\bshivers (?:just )?(?:looking|thinking|at)\b"
    r"|\b(?:can't|cannot) breathe (?:(?:for |from |with )?"
    r"(?:laugh(?:ing(?! gas| or)|ter)|excitement|joy|happiness)"
    r"|(?:through|thru) my nose)\b"
    r"|\b(?:can't|cannot) swallow the (?:cost|price)\b"
    r"|\bblisters? on my (?:heels?|feet|toes) from (?:my |the |these |those )?(?:new )?"
    r"(?:shoes|boots|heels|trainers)\b"
    r"|\bsuicid(?:e|al) blondes?\b|\bice[- ]?creams?\b"
    r"|\b(?:wallet|purse|bank account)\b[^.!?]*"
    r"|\b(?:can't|cannot) see (?:any|a|an|the|much|that|what|how|why|it|results?|if|myself|where|point)\b"
)
