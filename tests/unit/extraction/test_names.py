"""What the class and id of an element tell."""

import pytest

from service.extraction.names import NOTHING, told_by


@pytest.mark.parametrize("names", ["article-body", "storyBody", "entry_content clearfix", "c-post__content", "main-content"])
def test_the_names_of_stories_are_known(names: str) -> None:
    assert told_by(names).story


@pytest.mark.parametrize(
    "names", ["related-articles", "relatedStories", "share_bar", "author-bio", "post-tags", "img-caption", "most read", "nav"]
)
def test_what_stands_beside_a_story_is_aside(names: str) -> None:
    told = told_by(names)
    assert told.aside
    assert not told.furniture
    assert not told.story


@pytest.mark.parametrize("names", ["cookie-banner", "newsletter", "ad", "top-ads", "site-footer", "sidebar", "comments"])
def test_furniture_holds_no_story(names: str) -> None:
    assert told_by(names).furniture


@pytest.mark.parametrize("names", ["header", "loading", "download", "navy", "stages", "content", "row col-md-8", "sc-1x2y3z", ""])
def test_other_names_tell_nothing(names: str) -> None:
    assert told_by(names) == NOTHING


def test_aside_wins_over_story() -> None:
    assert not told_by("article-content related").story


@pytest.mark.parametrize("names", ["standfirst", "article-subtitle", "headline-deck", "sub-headline"])
def test_standfirsts_are_known(names: str) -> None:
    assert told_by(names).standfirst
