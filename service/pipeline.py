"""The way of an article, whole, in two pure hops. No Kafka, no clock, no network: those live in `service/edge/`.

news.raw ──► read ──► news.articles (by lane) ──► settle ──► events, duplicates, ledger, seen
              └─ refused ──► dead letter and its ledger entry
"""

from service.coding.read_article import ReadArticle
from service.context import Context
from service.errors import Rejected
from service.reading import Reading, Refusal
from service.record import Record
from service.seen.memory import Seen
from service.settlement import Position, Settlement
from service.stages.clean import clean
from service.stages.code import code
from service.stages.compose import compose
from service.stages.decode import decode
from service.stages.dedupe import dedupe
from service.stages.enrich import enrich
from service.stages.extract import extract
from service.stages.language import identify
from service.stages.sketch import sketch
from service.trace import Trace


def read(record: Record, context: Context, trace: Trace) -> Reading | Refusal:
    """Hop 1: all that needs nothing but the article. Stateless and costly, so it runs in any process, in any order."""
    try:
        trace.enter("decode")
        article = decode(record, context)
        trace.enter("extract")
        article = extract(article, context)
        trace.enter("clean")
        article = clean(article, context)
        trace.enter("language")
        article = identify(article, context)
        trace.enter("sketch")
        signature = sketch(article)
        trace.enter("code")
        read_article = ReadArticle(article)
        coding = code(read_article, context)
        trace.enter("enrich")
        coding = enrich(coding, read_article, context)
    except Rejected as refused:
        return Refusal(record, refused.reason, refused.detail, trace.stage)
    finally:
        trace.leave()
    return Reading(record.source, record.timestamp, article, signature, coding)


def settle(reading: Reading, position: Position, seen: Seen, context: Context, trace: Trace) -> Settlement:
    """Hop 2: is it the first of its kind? Depends on the lane's log before `position`, and on nothing else."""
    try:
        trace.enter("dedupe")
        decision = dedupe(reading, position, seen)
        trace.enter("compose")
        return compose(reading, position, decision, seen, context)
    finally:
        trace.leave()
