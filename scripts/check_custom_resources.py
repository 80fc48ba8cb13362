"""Holds resources of operators (PodMonitor, ScaledObject) against the definitions that the operators bring, as the API server would.

`check_custom_resources.py DEFINITION.yaml... -- RESOURCES.yaml`: exits 1, with a line for each thing that is wrong, also for a field that the definition does not know
(the server would drop it in silence) and for a kind without a definition. Kinds of Kubernetes itself are passed over: they have a tool of their own.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

_BUILT_IN = ("k8s.io", "apps", "batch", "policy", "autoscaling")
"""Ends of the groups of Kubernetes itself; the core's has none at all."""
_FREE = "x-kubernetes-preserve-unknown-fields"

Schemas = dict[tuple[str, str], Any]


def main(arguments: list[str]) -> int:
    """Check everything; 1 when something is wrong."""
    split = arguments.index("--")
    schemas = {place: schema for path in arguments[:split] for place, schema in _schemas(Path(path))}
    resources = [one for path in arguments[split + 1 :] for one in yaml.safe_load_all(Path(path).read_text(encoding="utf-8"))]
    own = [one for one in resources if not _built_in(one["apiVersion"])]
    problems = [problem for one in own for problem in _problems(one, schemas)]
    print(*problems or [f"{len(own)} resources fit: {', '.join(sorted(one['kind'] for one in own))}"], sep="\n")
    return 1 if problems or not own else 0


def _built_in(version: str) -> bool:
    group, slash, _ = version.partition("/")
    return not slash or group.endswith(_BUILT_IN)


def _schemas(path: Path) -> Iterator[tuple[tuple[str, str], Any]]:
    """Version with its group, and kind -> the schema, which knows no other fields than it names."""
    definition = yaml.safe_load(path.read_text(encoding="utf-8"))["spec"]
    for version in definition["versions"]:
        place = f"{definition['group']}/{version['name']}", definition["names"]["kind"]
        yield place, _closed(version["schema"]["openAPIV3Schema"], whole=True)


def _closed(schema: Any, *, whole: bool = False) -> Any:
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    named = schema.get("properties")
    made = {name: _closed(value) for name, value in schema.items() if name != "properties"}
    if isinstance(named, dict):
        made["properties"] = {name: _closed(value) for name, value in named.items()} | ({"metadata": {"type": "object"}} if whole else {})
        if not schema.get(_FREE) and "additionalProperties" not in schema and schema.get("type") == "object":
            made["additionalProperties"] = False
    return made


def _problems(resource: Any, schemas: Schemas) -> Iterator[str]:
    version, kind, name = resource["apiVersion"], resource["kind"], resource["metadata"]["name"]
    if (version, kind) not in schemas:
        yield f"{kind} {name}: there is no definition of {version}"
        return
    for error in Draft202012Validator(schemas[version, kind]).iter_errors(resource):
        yield f"{kind} {name}: {'.'.join(map(str, error.absolute_path)) or 'as a whole'}: {error.message}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
