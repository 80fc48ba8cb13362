"""Print what a production installation holds, as a CycloneDX 1.5 list: each package of requirements/runtime.lock with its hashes.

Made from the lock and from nothing else, so that the same commit gives the same bytes (no time, no serial number).
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "runtime.lock"
_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.+?))? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def components(lock: str) -> list[dict[str, Any]]:
    """The packages of a lock. Several files of one release (wheels, the source) are several hashes: pip takes one of them."""
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "scope": "optional" if condition else "required",
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in re.findall(r"sha256:([0-9a-f]{64})", hashes)],
            **({"properties": [{"name": "python:marker", "value": condition}]} if condition else {}),
        }
        for name, version, condition, hashes in _PACKAGE.findall(lock)
    ]


def sbom(project: dict[str, Any], lock: str) -> dict[str, Any]:
    """The whole list; `project` is that table of pyproject.toml."""
    name, version = project["name"], project["version"]
    reference = f"pkg:pypi/{name}@{version}"
    found = components(lock)
    licences = [{"license": {"id": project["license"]["text"]}}]
    product = {"type": "application", "bom-ref": reference, "name": name, "version": version, "purl": reference, "licenses": licences}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": product},
        "components": found,
        "dependencies": [{"ref": reference, "dependsOn": [one["bom-ref"] for one in found]}],
    }


def main() -> None:
    """Print it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    json.dump(sbom(project, LOCK.read_text(encoding="utf-8")), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
