"""No import runs up: who is listed first knows nothing of who is listed later, nor of those beside it on its own line."""

import ast
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "service"
LAYERS = (
    ("outcome", "article", "record", "trace"),
    ("model", "errors"),
    ("english.abbreviations", "english.pronouns", "english.inflection", "english.quotations", "english.tokens", "english.cues"),
    ("english.sentences", "english.gazetteer", "english.persons"),
    ("english.mention", "english.offices", "english.things"),
    ("english.known", "english.spotting"),
    ("english.nounphrase", "english.resolve"),
    ("english.names",),
    ("coding.judge.labels", "coding.judge.wordpiece"),
    ("coding.judge.reading", "coding.judge.verdict", "coding.judge.gate"),
    ("coding.judge.encoder",),
    ("coding.judge.weighing",),
    ("topics.phrases", "topics.frame"),
    ("topics.loader",),
    ("context", "coding.scan"),
    ("coding.sentence", "coding.story_time", "coding.grammar.verbgroup"),
    ("coding.act",),
    ("coding.grammar.arguments",),
    ("coding.grammar.subject",),
    ("coding.grammar.objects", "coding.grammar.targets"),
    ("coding.grammar.participants",),
    ("coding.read_article",),
    ("coding.frames.meaning", "coding.frames.modality", "coding.frames.fitness"),
    ("coding.frames.triggers",),
    ("coding.frames.match",),
    ("coding.judged",),
    ("coding.candidates",),
    ("coding.events.confidence", "coding.events.parties"),
    ("coding.events.events",),
    ("enrichment.date", "enrichment.place", "enrichment.quotes"),
    ("enrichment.when",),
    ("reading",),
    ("stages.code", "stages.enrich"),
    ("pipeline",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def imports(path: Path) -> set[str]:
    """The modules of the service that a file imports, for types too."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    named = {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.module}
    return {name.removeprefix("service.") for name in named if name.startswith("service.")}


def climbs(name: str) -> set[str]:
    """What a module imports from its own layer or above."""
    path = SERVICE / (name.replace(".", "/") + ".py")
    return {other for other in imports(path) & RANK.keys() if RANK[other] >= RANK[name]}


@pytest.mark.parametrize("name", RANK)
def test_no_import_runs_up(name: str) -> None:
    assert climbs(name) == set()


@pytest.mark.parametrize("package", ["english", "coding", "enrichment"])
def test_every_module_has_its_layer(package: str) -> None:
    found = {str(path.relative_to(SERVICE).with_suffix("")).replace("/", ".") for path in (SERVICE / package).rglob("*.py")}
    assert {name for name in found if not name.endswith("__init__")} <= RANK.keys()


def test_the_layers_see_an_import_that_runs_up(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from service.stages.code import code\nimport os\n", encoding="utf-8")
    assert imports(bad) == {"stages.code"}
