"""Releases of the service that are broken on purpose: each directory holds a `sitecustomize` that Python runs first in every process.

Nothing in the service knows of them; `release(name)` is the environment that makes a worker one of these.
"""

import os
from pathlib import Path


def release(name: str, **parameters: str) -> dict[str, str]:
    """The variables that turn `demarche run` into the release `name`; `parameters` are described in its `sitecustomize`."""
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent / name), os.environ.get("PYTHONPATH"))))
    return {"PYTHONPATH": path} | {f"TEST_{key.upper()}": value for key, value in parameters.items()}
