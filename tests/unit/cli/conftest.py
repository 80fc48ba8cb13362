"""No setting of the machine reaches a command under test."""

import os

import pytest


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DEMARCHE_"):
            monkeypatch.delenv(name)
