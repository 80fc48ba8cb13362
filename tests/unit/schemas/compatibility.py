"""When a change of a schema would break somebody who reads values by the older one."""

from typing import Any

Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """List what a reader of `old` can't rely on any more when values follow `new`: a path and what changed."""
    return _breaks(old, new, old, new, "$")


def _follow(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        name = str(schema["$ref"]).removeprefix("#/$defs/")
        schema = {**root["$defs"][name], **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def _types(schema: Schema, root: Schema) -> set[str]:
    schema = _follow(schema, root)
    if "anyOf" in schema:
        return set().union(*(_types(one, root) for one in schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return {"string"}
    kind = schema.get("type", "any")
    return {kind} if isinstance(kind, str) else set(kind)


def _of_type(schema: Schema, root: Schema, kind: str) -> Schema | None:
    schema = _follow(schema, root)
    options = [_follow(one, root) for one in schema.get("anyOf", [schema])]
    return next((one for one in options if one.get("type") == kind), None)


def _breaks(old: Schema, new: Schema, old_root: Schema, new_root: Schema, path: str) -> list[str]:
    added = sorted(_types(new, new_root) - _types(old, old_root) - {"any"})
    if added and "any" not in _types(old, old_root):
        return [f"{path} may now be {' or '.join(added)}"]
    found: list[str] = []
    old_object, new_object = _of_type(old, old_root, "object"), _of_type(new, new_root, "object")
    if old_object and new_object:
        for name, value in old_object.get("properties", {}).items():
            inner = f"{path}.{name}"
            if name not in new_object.get("properties", {}):
                found.append(f"{inner} is gone")
                continue
            if name in old_object.get("required", []) and name not in new_object.get("required", []):
                found.append(f"{inner} may now be missing")
            found += _breaks(value, new_object["properties"][name], old_root, new_root, inner)
    old_array, new_array = _of_type(old, old_root, "array"), _of_type(new, new_root, "array")
    if old_array and new_array and "items" in old_array and "items" in new_array:
        found += _breaks(old_array["items"], new_array["items"], old_root, new_root, f"{path}[]")
    return found
