"""The list of what a production installation holds."""

import re
import tomllib
from collections import Counter

from scripts.make_sbom import LOCK, ROOT, components, sbom

TEXT = LOCK.read_text(encoding="utf-8")


def test_every_package_of_the_lock_is_in_it_with_all_its_hashes() -> None:
    found = components(TEXT)
    assert [f"{one['name']}=={one['version']}" for one in found] == re.findall(r"^(\S+==\S+)", TEXT, re.MULTILINE)
    assert sum(len(one["hashes"]) for one in found) == TEXT.count("--hash=")
    assert [name for name, times in Counter(one["bom-ref"] for one in found).items() if times > 1] == []


def test_a_package_for_some_machines_only_says_for_which() -> None:
    (one,) = [one for one in components(TEXT) if one["name"] == "uvloop"]
    assert one["scope"] == "optional"
    assert "win32" in one["properties"][0]["value"]


def test_the_product_depends_on_all_of_them_and_the_embedded_broker_is_none() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = sbom(project, TEXT)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    assert made["metadata"]["component"]["name"] == "demarche"
    (product,) = made["dependencies"]
    assert set(product["dependsOn"]) == {one["purl"] for one in made["components"]}
    assert not [one for one in made["components"] if "calfkit" in one["name"]]
