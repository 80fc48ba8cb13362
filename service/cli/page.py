"""`demarche page`: the page for analysts, beside the workers."""

import asyncio


def page() -> None:
    """Serve the page at DEMARCHE_HTTP_HOST and DEMARCHE_HTTP_PORT until SIGTERM or Ctrl-C, without working: it only reads the topics.

    A worker serves the same at its own address.
    """
    from service.cli.screen import output
    from service.edge.page.alone import serve_page
    from service.settings import load_settings
    from service.telemetry import logs

    settings, _ = load_settings()
    logs.configure(settings.log_format, settings.log_level)
    console = output()
    asyncio.run(serve_page(settings, lambda url: console.print(f"The page is at {url}/ (Ctrl-C ends it)")))
