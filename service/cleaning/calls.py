"""Calls to the reader in English: sentences that speak to whoever looks at the page, told by a verb that opens them and what it asks for.

The phrases that need no grammar are in `service/data/text_boilerplate.toml`; those of other languages too.
"""

import re

_NETWORKS = (
    r"(?:twitter|facebook|instagram|youtube|telegram|whatsapp|linkedin|tiktok|snapchat|google ?\+|pinterest|threads|bluesky"
    r"|flipboard|apple news|google news)"
)
_LETTER = r"(?:newsletters?|inbox|e-?mails?|alerts|podcasts?|magazine|digest|briefing|bulletin|channel|tip sheet|mailing list)"
_ADDRESS = r"(?:[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|www\.\S+)"

GATES = (
    *(
        variant
        for word in (
            "follow", "like us", "find ", "join", "add ", "connect with", "reach ", "tweet", "sign up", "subscribe",
            "register", "click", "tap ", "read ", "watch ", "see ", "view ", "listen", "hear ", "get ", "check out", "download",
            "visit", "submit",
            "send ", "e-mail", "email", "write to", "contact", "call ", "tell us", "share ", "comment", "vote", "try ", "want ",
            "for more", "for the latest",
            "for full", "for all", "have a ", "got a ", "do you have", "support ", "donate", "become a", "enter to", "buy ",
            "copyright", "the opinions",
            "the views", "opinions ", "views ", "go to", "explore", "sign ", "please ", "you can ", "our standards",
            "additional reporting", "reporting by", "this story",
            "this article", "this post", "this column", "this report", "this content", "content created", "editor's note", "review",
            "if you", "if you'd",
            "let us know", "leave a", "leave your",
            "on twitter", "interested", "to ", "for ", "scroll", "swipe", "turn on", "start your", "browse",
            "shop ",
        )
        for variant in (word.capitalize(), word.upper())
    ),
    "inbox", "be reached ", "be followed ", "be contacted ", "(Sign", "contributed to this", "©", "(c) 2", "(c) 1",
)  # fmt: skip

_OPENING = r"^[\W_]*(?:(?:please|also|and|you can|for more|just)\s+)?"
_CALLS = re.compile(
    "|".join(
        (
            (
                rf"{_OPENING}(?:also )?(?:follow|like|find|join|friend|add|connect with|catch|reach|tweet)\b.{{0,90}}?\b(?:on|at"
                rf"|via)\b.{{0,20}}?\b{_NETWORKS}"
            ),
            rf"{_OPENING}(?:follow|tweet)\s+(?:the )?(?:\w+\s+){{0,4}}@\w+",
            rf"{_OPENING}(?:follow|see|read|get|find)\b.{{0,60}}\bcoverage\b.{{0,40}}(?:\bhere|\bat\b|{_ADDRESS})",
            (
                rf"{_OPENING}(?:sign up|signup|subscribe|register|join)\b.{{0,160}}?\b(?:{_LETTER}|here|now|today|for free|free trial"
                rf"|membership|issues?)\b"
            ),
            (
                rf"{_OPENING}(?:click|tap|scroll|swipe)\s+(?:here|below|above|through|down|for more|on the (?:link|image|picture|photo"
                rf"|video|map)|to (?:read|see|watch|view|listen|play|expand|enlarge|share|subscribe|sign)|the (?:link|image|picture"
                rf"|photo|video|play|button))\b"
            ),
            (
                rf"{_OPENING}(?:get|have|receive|subscribe)\b.{{0,120}}\b(?:delivered (?:to|through) your|issues for"
                rf"|to your (?:door|letterbox))\b"
            ),
            (
                rf"{_OPENING}(?:read|watch|see|view|review|listen|hear|learn|get|find|check out|explore|browse|visit|go|submit|buy"
                rf"|donate|try)\b.{{0,220}}(?:\bhere|»|>>|{_ADDRESS})[.!»>)*\s]*$"
            ),
            rf"{_OPENING}(?:read|watch|see|view|listen|hear|scroll|comment)\b.{{0,120}}\b(?:below|above)[.!:)\s]*$",
            rf"{_OPENING}(?:get|receive|have|want|like)\b.{{0,180}}\b(?:newsletters?|inbox|delivered to you|our app)\b",
            rf"{_OPENING}(?:e-?mail|write to|contact|call|reach|send|tweet)\b.{{0,100}}(?:{_ADDRESS}|@\w+|\d{{3}}-\d{{3,4}})",
            (
                r"^[\W_]*(?:share|like|comment on|rate)\s+(?:this|your|the)\b.{0,40}\b(?:story|article|post|page|thoughts|comments"
                r"|opinion|views|experiences?)\b.{0,60}$"
            ),
            (
                r"^[\W_]*(?:what do you think|what are your thoughts|have your say|do you agree)\b.{0,60}[?.!]?\s*(?:let us know"
                r"|comment|share)?.{0,40}$"
            ),
            (
                r"^[\W_]*for (?:more|the latest|all|full|the full|further)\b.{0,120}\b(?:visit|click|go to|follow (?:us|him|her|me|@)"
                r"|sign up|subscribe|check out|download|tune in)\b"
            ),
            r"^[\W_]*(?:tm (?:&|and) )?(?:copyright|©|\(c\))\s*(?:©|\(c\)|\d{4}|by\b)",
            (
                r"^[\W_]*(?:the )?(?:opinions|views)(?: and opinions)? (?:expressed|are|here)\b.{0,120}\b(?:those of|own|author|writer"
                r"|not necessarily)\b"
            ),
            r"^[\W_]*our standards\s*:",
            r"^[\W_]*visit\b.{0,60}\bfor more\b",
            r"^[\W_]*(?:e-?mail|write|text|tweet|tell) us\b",
            r"^[\W_]*(?:let us know\b|leave (?:a|your)\b.{0,40}\b(?:comments?|reply|thoughts)\b|read more (?:from|in|on|at|about)\b)",
            rf"^[\W_]*(?:for|if|to|want|interested)\b.{{0,140}}\b(?:subscribe|sign up|register)\b.{{0,60}}\b(?:{_LETTER}|here)\b",
            rf"^[\W_]*(?:(?:find|follow) (?:him|her|them|me|us) )?on {_NETWORKS}\s*+(?::\s*+)?@\w+",
            r"^[\W_]*(?:got|have|do you have) a (?:news )?(?:tip|story|question)\b.{0,120}\?",
            (
                r"^[\W_]*this (?:article|story|post|column|report|piece|essay|content)\b.{0,40}\b(?:originally|first"
                r"|previously) (?:appeared|published|ran|aired)\b"
            ),
            r"^[\W_]*(?:if you can't see|having trouble (?:viewing|seeing))\b",
            r"^[\W_]*(?:reprinted|republished|reproduced) (?:with|by) (?:the )?(?:kind )?permission\b",
            r"^[\W_]*(?:become|be) a (?:member|subscriber|supporter|patron)\b",
        )
    ),
    re.IGNORECASE,
)
"""Each at the beginning of the sentence."""
_REACHED = re.compile(
    rf"\b(?:can|may) be (?:reached|contacted|followed|emailed) (?:at|via|on|by)\b.{{0,60}}(?:{_ADDRESS}|@\w+"
    rf"|\d{{3}}-\d{{3,4}}|{_NETWORKS})",
    re.IGNORECASE,
)
_INBOX = re.compile(r"\b(?:to|in) your (?:e-?mail )?inbox\b", re.IGNORECASE)
_CREDIT_TO_AUTHORS = re.compile(
    r"\bcontributed (?:to|reporting (?:to|for)) this (?:report|story|article|post|piece|commentary|column)\b", re.IGNORECASE
)
_CASED_CALL = re.compile(rf"\b(?:Sign [Uu]p|Subscribe)\b.{{0,120}}\b{_LETTER}\b")
_OPEN_LINE = re.compile(
    r"^[\W_]*(?:Read|Watch|Listen|View|Click|Sign|Subscribe|Tweet|Vote|Hear|Tap|READ|WATCH|LISTEN|VIEW|CLICK|VOTE)\s+\S"
)
_VERBS_OF_REPORT = ("said", "says", "told", "asked", "wrote", "added", "according to", "argued", "tweeted")
_REPORTED = re.compile(rf"\b(?:{'|'.join(_VERBS_OF_REPORT)})\b")
_LONGEST_CALL = 420
"""Characters. The longest calls of the measured articles are notices of about 300."""
_LONGEST_OPEN_LINE_WORDS = 24


def is_call(sentence: str) -> bool:
    """Whether the sentence speaks to the reader of the page (follow, subscribe, click), or for the publisher (copyright, whose opinions).

    Quoted and reported sentences never do.
    """
    if len(sentence) > _LONGEST_CALL:
        return False
    lowered = sentence.lower()
    if "contr" in lowered and _CREDIT_TO_AUTHORS.search(sentence):
        return True
    if sentence.lstrip()[:1] in '“"‘«' or is_reported(sentence):
        return False
    return (
        _CALLS.match(sentence) is not None
        or (" be " in lowered and _REACHED.search(sentence) is not None)
        or ("nbox" in lowered and _INBOX.search(sentence) is not None)
        or (("Sign " in sentence or "Subscribe" in sentence) and _CASED_CALL.search(sentence) is not None)
    )


def is_reported(sentence: str) -> bool:
    """Whether the sentence reports what somebody said."""
    return any(map(sentence.__contains__, _VERBS_OF_REPORT)) and _REPORTED.search(sentence) is not None


def is_open_call(line: str) -> bool:
    """Whether the whole line, which does not end like a sentence, is an invitation ("Watch the minister's speech")."""
    return bool(_OPEN_LINE.match(line)) and len(line.split()) <= _LONGEST_OPEN_LINE_WORDS
