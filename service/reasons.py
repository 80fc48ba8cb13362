"""What the codes of outcomes mean, in a sentence each, for a person."""

from service.outcome import DeadReason, Reason

SENTENCES = {
    Reason.EVENTS_FOUND: "the text reports an act of a topic",
    Reason.UPDATE_OF_EVENT: "a later version of an article that was there before, and it reports an act",
    Reason.COPY_WITH_NEW_EVENT: "a copy, but it reports an act that its original did not",
    Reason.EXACT_COPY: "the same text was there before",
    Reason.NEAR_COPY: "nearly the same text was there before",
    Reason.CONTAINED_COPY: "the text is contained in an article that was there before",
    Reason.OLDER_VERSION: "an older version, by its date of publication, of an article that was there before",
    Reason.NO_TRIGGER: "no word of any topic stands in the text",
    Reason.NO_FRAME: "words of a topic stand in the text, but no act of it is reported",
    Reason.LANGUAGE_NOT_CODED: "there are no rules for this language",
    DeadReason.EMPTY: "refused: there is nothing in it",
    DeadReason.NOT_UTF8: "refused: it is not UTF-8",
    DeadReason.NOT_JSON: "refused: it is not JSON",
    DeadReason.SCHEMA: "refused: it is not a raw article (`text` or `html` is required)",
    DeadReason.TOO_LARGE: "refused: it is larger than DEMARCHE_MAX_ARTICLE_BYTES",
    DeadReason.TOO_COSTLY: "refused: it is too deeply nested or has too many parts",
    DeadReason.UNSUPPORTED_ENCODING: "refused: its encoding is not supported",
    DeadReason.NO_TEXT: "refused: no text was found in it",
    DeadReason.STAGE_ERROR: "refused: a stage failed on it, which is a defect of the service",
    DeadReason.OUTPUT_TOO_LARGE: "refused: what it leads to is larger than its topic takes",
}


def sentence(code: str) -> str:
    """What a reason means; of one that is not known its own words."""
    return next((said for reason, said in SENTENCES.items() if reason.value == code), code.replace("_", " "))
