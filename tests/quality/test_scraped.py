"""The articles put together from invented sites are many, marked exactly, and the same each time."""

from quality.scraped import articles, sites, stories


def test_each_site_gives_articles_and_every_fifth_is_held_back() -> None:
    made = articles()
    assert len(sites()) >= 100
    assert len({row["id"] for row in made}) == len(made) >= 300
    assert 0.15 < sum(row["part"] == "held" for row in made) / len(made) < 0.25
    assert {site.language for site in sites()} <= set(stories())


def test_pieces_cover_the_text_in_order_and_the_story_is_kept() -> None:
    for row in articles():
        end = 0
        for piece in row["pieces"]:
            assert not row["text"][end : piece["start"]].strip()
            assert piece["start"] < piece["end"] <= len(row["text"])
            end = piece["end"]
        assert row["text"][end:] == ""
        assert sum(piece["verdict"] == "keep" for piece in row["pieces"]) > 2


def test_the_same_files_give_the_same_articles() -> None:
    assert articles() == articles()


def test_no_placeholder_is_left() -> None:
    assert [row["id"] for row in articles() if "{site}" in row["text"] or "{h}" in row["text"] or "¦" in row["text"]] == []
