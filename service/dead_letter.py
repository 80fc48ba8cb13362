"""The headers of a dead letter: written and read here, and nowhere else.

A letter is its input, unchanged, with headers of ours added, and with the attributes of a CloudEvent unless the input was one itself
(two of one name would leave a reader to guess). One that is sent back to the input carries, as the only ones of ours,
the input that it was and the one that was refused first, so a letter that comes of it again is linked to the first.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service import cloud_event
from service.record import Headers, Output

if TYPE_CHECKING:
    from service.reading import Refusal

OURS = "demarche."
"""What the names of our headers begin with."""
KIND = "demarche/dead-letter/v1"
"""What a letter is as a CloudEvent. Its value is the input's, so `content-type`, where there is one, is the input's too."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the headers of ours say, by name without `demarche.`; empty where one is not there."""

    reason: str = ""
    detail: str = ""
    stage: str = ""
    topic: str = ""
    partition: str = ""
    offset: str = ""
    """With topic and partition: the refused input."""
    version: str = ""
    attempts: str = ""
    value_omitted: str = ""
    """Why the letter is without the input's value."""
    first: str = ""
    """The input that was refused first, where this one was sent back."""
    replay_of: str = ""
    """The refused input that this input, sent back, was before."""

    @property
    def input(self) -> str:
        """The refused input, `<topic>-<partition>-<offset>`."""
        return f"{self.topic}-{self.partition}-{self.offset}"


def written(refusal: "Refusal", topic: str, version: str) -> Headers:
    """The headers to add to a refused record; `topic` is that of dead letters, `version` the release's."""
    source = refusal.record.source
    said = {
        "reason": refusal.reason.value,
        "detail": " ".join(refusal.detail.split()),
        "stage": refusal.stage,
        "topic": source.topic,
        "partition": str(source.partition),
        "offset": str(source.offset),
        "version": version,
        "attempts": str(refusal.attempts),
    }
    ours = tuple((OURS + name, text.encode("utf-8", "backslashreplace")) for name, text in said.items())
    if cloud_event.kind_of(refusal.record.headers) is not None:
        return ours
    return ours + cloud_event.attributes(KIND, topic, source.key, refusal.record.timestamp)


def without_value(letter: Output, why: str) -> Output:
    """A letter too large for its topic: without the input's key, value and headers, and saying so."""
    own = frozenset(_own(letter.headers))  # anybody may send a record of many thousand headers
    kept = tuple(header for header in letter.headers if header not in own)
    return replace(letter, key=None, value=None, headers=(*kept, (f"{OURS}value_omitted", why.encode())))


def read(headers: Headers) -> Said:
    """What the headers say. The last of a name counts: the input may have carried others."""
    fields = Said.__dataclass_fields__
    return Said(**{name: text for header, text in texts(headers).items() if (name := header.removeprefix(OURS)) in fields})


def texts(headers: Headers) -> dict[str, str]:
    """The headers of ours by their full names, as text."""
    return {name: value.decode("utf-8", "replace") for name, value in headers if name.startswith(OURS) and value is not None}


def sent_back(headers: Headers) -> Headers:
    """The headers with which a letter goes back to the input: its own, and the links."""
    said = read(headers)
    return (*_own(headers), (f"{OURS}replay_of", said.input.encode()), (f"{OURS}first", (said.first or said.input).encode()))


def _own(headers: Headers) -> Headers:
    """What a letter has of its input."""
    enveloped = cloud_event.kind_of(headers) == KIND.replace("/", ".").encode()
    return tuple(header for header in headers if not (header[0].startswith(OURS) or (enveloped and cloud_event.is_attribute(header[0]))))
