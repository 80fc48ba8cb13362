"""The closed sets of results: outcomes, reasons, methods and exit codes. Each value is public (contract) and a metric label."""

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """What became of an input; each input has exactly one."""

    EVENT = "event"
    DUPLICATE = "duplicate"
    NO_TOPIC = "no_topic"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    DEAD = "dead"


class DeadReason(StrEnum):
    """Why a record is a dead letter (header `demarche.reason`)."""

    EMPTY = "empty"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    SCHEMA = "schema"
    TOO_LARGE = "too_large"
    TOO_COSTLY = "too_costly"
    UNSUPPORTED_ENCODING = "unsupported_encoding"
    NO_TEXT = "no_text"
    STAGE_ERROR = "stage_error"
    OUTPUT_TOO_LARGE = "output_too_large"


class Reason(StrEnum):
    """Why an input has its outcome (`reason` in the ledger), beside the reasons of dead letters."""

    EVENTS_FOUND = "events_found"
    UPDATE_OF_EVENT = "update_of_event"
    COPY_WITH_NEW_EVENT = "copy_with_new_event"
    EXACT_COPY = "exact_copy"
    NEAR_COPY = "near_copy"
    CONTAINED_COPY = "contained_copy"
    OLDER_VERSION = "older_version"
    NO_TRIGGER = "no_trigger"
    NO_FRAME = "no_frame"
    LANGUAGE_NOT_CODED = "language_not_coded"


class Method(StrEnum):
    """How a duplicate was found."""

    EXACT = "exact"
    NEAR = "near"
    CONTAINED = "contained"


class Modality(StrEnum):
    """How the text presents the act."""

    ASSERTED = "asserted"
    HISTORICAL = "historical"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    OPINION = "opinion"


class ExitCode(IntEnum):
    """What the worker's exit status tells its supervisor."""

    OK = 0
    FAILED = 1
    USAGE = 2
    REPLAY = 70
    """Something was unconfirmed or skipped: restart, the log is replayed."""
    BROKEN_RELEASE = 78
    """Too many `stage_error`: do not restart."""
