"""The names of an installation's Kafka topics."""

from service.topic_names import TopicNames


def test_all_names_begin_with_the_prefix_of_the_installation_and_differ() -> None:
    names = TopicNames("site")
    all_names = [names.raw, names.articles, names.seen, names.ledger, names.duplicates, names.dead, names.replays]
    assert all(name.startswith("site.") for name in all_names)
    assert len(set(all_names)) == len(all_names)


def test_events_of_a_topic_of_interest_have_a_topic_of_their_own() -> None:
    assert TopicNames("news").events(["diplomatic_protest"]) == {"diplomatic_protest": "news.events.diplomatic-protest"}
