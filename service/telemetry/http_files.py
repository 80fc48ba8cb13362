"""The page's own files, and the headers that let a browser do with an answer what it needs and nothing else."""

from importlib.resources import files

from aiohttp import web

from service.telemetry.http_connections import Handler

_CONTENT_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
SECURITY_HEADERS = {
    # Articles are hostile input: nothing but our own files may run, load or be asked.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@web.middleware
async def secure(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the headers on every answer that has not begun to go out."""
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        refused.headers.update(SECURITY_HEADERS)
        raise
    if not response.prepared:
        response.headers.update(SECURITY_HEADERS)
    return response


def _served(name: str, content_type: str) -> Handler:
    body = files("service.web").joinpath(name).read_bytes()

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=content_type, charset="utf-8")

    return answer


FILES: dict[str, Handler] = {
    "/" if path.name == "index.html" else f"/{path.name}": _served(path.name, _CONTENT_TYPES[f".{path.name.rpartition('.')[2]}"])
    for path in files("service.web").iterdir()
    if f".{path.name.rpartition('.')[2]}" in _CONTENT_TYPES
}
"""By path: what answers it. All files of `service/web/` are the page's."""
