"""The process that explains articles for the page: one a line on standard input, one answer a line on standard output.

Whatever an article does to it, the worker that asks loses nothing but this process. The first line says what to read with.
"""

import base64
import os
import signal
import sys
from pathlib import Path
from typing import Any

import orjson

from service.coding.judged import get_ready
from service.context import Context
from service.edge.children.chunk import Assignment
from service.edge.children.guard import limited
from service.edge.page.sayings import sayings
from service.edge.parentage import die_first, die_with_parent
from service.explainer import Explainer
from service.inputs.item import Item

_NICE = 10
"""Articles of the stream come first."""


def main() -> None:
    """Answer until standard input ends."""
    die_with_parent(int(sys.argv[1]))
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_first()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    context = assignment_of(orjson.loads(sys.stdin.buffer.readline())).context()
    if context.rules.judged:
        get_ready()
    for line in sys.stdin.buffer:
        with limited():
            answer = explained(orjson.loads(line), context)
        answers.write(answer + b"\n")
        answers.flush()


def assignment_of(fields: dict[str, Any]) -> Assignment:
    """The assignment that the first line tells."""
    directory = fields.pop("topics_dir")
    return Assignment(topics_dir=Path(directory) if directory else None, **fields)


def explained(request: dict[str, Any], context: Context) -> bytes:
    """The answer to one request, as JSON: `explanation`, and what the stages `said`. Nothing is remembered of those before."""
    headers = tuple((name, None if value is None else base64.b64decode(value)) for name, value in request["headers"])
    item = Item("this article", base64.b64decode(request["value"]), headers)
    explainer = Explainer(context, request["timestamp"], lambda *_: None)
    explanation = explainer.explain(item, 0)
    said = [{"stage": stage, "said": words} for stage, words in sayings(explanation, explainer.judged)]
    return orjson.dumps({"explanation": explanation.model_dump(mode="json", by_alias=True), "said": said})


if __name__ == "__main__":
    main()
