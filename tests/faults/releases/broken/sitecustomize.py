"""A release in which a stage of hop 1 (`TEST_STAGE=code`) or all of hop 2 (`TEST_STAGE=settle`) raises for every article."""

import os
from typing import Any, NoReturn

from tests.faults.releases.after_import import after_import

_STAGE = os.environ["TEST_STAGE"]


def _fail(*_: object) -> NoReturn:
    raise RuntimeError("this release is broken on purpose")


def _change(module: Any) -> None:
    setattr(module, _STAGE, _fail)


after_import("service.pipeline", _change)
