"""What a request's query asks for; what can't be read is a 400 with one line."""

import time

from aiohttp import web

from service.selection import Known, Selection, WrongFilterError, select

DIGITS = 18
"""Of the largest number that is taken for one: an offset has 63 bits."""


def is_number(text: str) -> bool:
    """Whether it is a whole number, 0 or more."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def number(request: web.Request, name: str, otherwise: int) -> int:
    """The number of that name; `otherwise` where there is none."""
    given = request.query.get(name)
    if given is None:
        return otherwise
    if not is_number(given):
        raise web.HTTPBadRequest(text=f"{name} must be a number\n")
    return int(given)


def chosen(request: web.Request, known: Known, *, but: str | None = None) -> Selection:
    """The selection that the query asks for (`service/selection.py`), without the parameter `but`."""
    wanted = {name: request.query.getall(name) for name in request.query if name != but}
    try:
        return select(wanted, known, int(time.time() * 1000))
    except WrongFilterError as wrong:
        raise web.HTTPBadRequest(text=f"{wrong}\n") from None
