"""Coverage-guided fuzz of hop 1 (`make fuzz`): no bytes may raise, take over two seconds, or yield a span that is not in its text.

Needs atheris (`pip install --group fuzz`); its options are libFuzzer's, for example `-max_total_time=60`.
"""

import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["service"]):
    from service.context import Context
    from service.edge.children import warmup
    from service.lane_record import decode_lane_record, encode_lane_record
    from service.pipeline import read
    from service.reading import Reading, Refusal
    from service.record import Headers, Record, Source
    from service.trace import Trace

from quality.scoring import spans_of
from tests.broker.articles import MIXED, corpus
from tests.faults.hostile import hostile

LONGEST_CPU_S = 2.0
_SHAPES: tuple[Headers, ...] = ((), (("content-type", b"text/plain"),), (("content-type", b"text/html"),))
_CONTEXT = Context.build()


def one_input(data: bytes) -> None:
    """The first byte chooses what the rest is said to be: JSON, text or HTML."""
    if not data:
        return
    record = Record(Source("news.raw", 0, 0), 1_790_000_000_000, None, data[1:], _SHAPES[data[0] % len(_SHAPES)])
    began = time.thread_time()
    result = read(record, _CONTEXT, Trace())
    took = time.thread_time() - began
    if took > LONGEST_CPU_S:
        raise RuntimeError(f"{took:.1f} s of CPU")
    if isinstance(result, Refusal):
        return
    _check(result)


def _check(reading: Reading) -> None:
    if not decode_lane_record(encode_lane_record([reading])):
        raise RuntimeError("the reading did not survive its way through the lane")
    texts = {"text": reading.article.text, "title": reading.article.title}
    for event in reading.coding.events:
        for span in spans_of(event):
            if texts[span.part][span.start : span.end] != span.text:
                raise RuntimeError(f"{span} is not in its text")


def _seeds(directory: Path) -> None:
    """Start from articles and small hostile records, so that the fuzzer need not invent JSON and HTML."""
    for number, sample in enumerate([*corpus(60, mix=MIXED), *hostile()]):
        if sample.value is not None and len(sample.value) < 10_000:
            shape = next((at for at, headers in enumerate(_SHAPES) if headers and headers[0] in sample.headers), 0)
            (directory / str(number)).write_bytes(bytes([shape]) + sample.value)


def main() -> None:
    """Fuzz until libFuzzer's options say that it is enough; a finding ends with a traceback and the input in a file."""
    with tempfile.TemporaryDirectory(prefix="demarche-fuzz-") as directory:
        _seeds(Path(directory))
        for record in warmup.RECORDS:  # what is loaded once counts for no input
            read(record, _CONTEXT, Trace())
        atheris.Setup([*sys.argv, directory], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
