"""The page's side of a worker: what it knows, what feeds it, and whom it asks."""

from collections.abc import Mapping

from service.edge.children.chunk import Assignment
from service.edge.kafka.log import KafkaLog
from service.edge.page.desk import ExplainDesk
from service.edge.page.feed import PageFeed
from service.selection import Known
from service.settings import Settings
from service.telemetry.catalogue import Catalogue
from service.telemetry.page_api import PageApi


class PageSide:
    """`api` are the routes; they answer before `start` too, with nothing."""

    def __init__(self, settings: Settings, known: Known, event_topics: Mapping[str, str], assignment: Assignment) -> None:
        """Nothing is connected yet. `known`: the topics and kinds that a filter may name; `assignment`: what articles are explained with.

        `event_topics`: by topic of interest.
        """
        self.catalogue = Catalogue()
        self._log = KafkaLog(settings)  # its own, so that no lane waits behind a reader of the page
        self._desk = ExplainDesk(assignment)
        self._feed = PageFeed(settings, event_topics, self.catalogue)
        self.api = PageApi(self.catalogue, known, self._log.fetch, settings.topic_names.raw, self._desk)

    def start(self) -> None:
        """Begin to follow the topics."""
        self._feed.start()

    async def stop(self) -> None:
        """Follow no more, disconnect, and end the process that explains."""
        await self._feed.stop()
        await self._desk.stop()
        await self._log.stop()
