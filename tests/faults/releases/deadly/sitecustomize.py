"""A release in which some texts kill, hang or break what reads them: `KILLS-ITS-READER`, `HANGS-ITS-READER`, `RAISES-IN-A-STAGE`."""

import os
import signal
from typing import Any

from tests.faults.releases.after_import import after_import


def _change(module: Any) -> None:
    clean = module.clean

    def deadly(article: Any, context: Any) -> Any:
        if "KILLS-ITS-READER" in article.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        while "HANGS-ITS-READER" in article.text:
            pass
        if "RAISES-IN-A-STAGE" in article.text:
            raise ZeroDivisionError("on purpose")
        return clean(article, context)

    module.clean = deadly


after_import("service.pipeline", _change)
