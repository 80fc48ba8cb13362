"""The whole service on the edge in memory."""

import pytest

from service.context import Context


@pytest.fixture(scope="session")
def context() -> Context:
    return Context.build()
