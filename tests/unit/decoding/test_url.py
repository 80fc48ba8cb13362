"""One address has one form; tracking says nothing of which article it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.decoding.url import canonical_url, publisher


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTPS://Example.COM", "https://example.com/"),
        ("http://example.com:80/a", "http://example.com/a"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("https://user:secret@example.com/a#part", "https://example.com/a"),
        ("https://example.com/a?utm_source=x&b=2&fbclid=3&a=1", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a?UTM_Campaign=x", "https://example.com/a"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://example.com/A/b/", "https://example.com/A/b/"),
    ],
)
def test_an_address_has_one_form(given: str, canonical: str) -> None:
    assert canonical_url(given) == canonical


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.com/a",
        "mailto:a@b.c",
        "https://",
        "https://a b/",
        "https://e.com:99999/",
        "https://[::1/",
        "https://e.com/" + "x" * 5_000,
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        canonical_url(address)


@given(st.from_regex(r"https?://[a-z]{1,9}\.(com|co\.uk)(/[a-z0-9]{0,5}){0,3}(\?[a-z]{1,3}=[a-z0-9]{0,3}(&utm_x=1)?)?", fullmatch=True))
def test_the_canonical_form_is_its_own_canonical_form(address: str) -> None:
    assert canonical_url(canonical_url(address)) == canonical_url(address)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://news.example.com/a", "example.com"),
        ("https://192.0.2.1/a", "192.0.2.1"),
        ("http://intranet/a", "intranet"),
    ],
)
def test_the_publisher_is_the_registered_domain(address: str, name: str) -> None:
    assert publisher(address) == name
