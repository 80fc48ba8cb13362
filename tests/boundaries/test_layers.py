"""No import runs up: who is listed first knows nothing of who is listed later, nor of those beside it on its own line.

A place is a module or a whole folder; the longest that fits counts, so that a folder's odd module may be listed elsewhere. Within a
folder that is one place its modules may know each other.
"""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "service"
LAYERS = (
    ("outcome", "article", "record", "trace", "sketch", "topic_names"),
    ("model", "errors", "script", "reasons", "cloud_event", "formula", "number_words"),
    ("settings", "decoding", "model_incident", "sketching"),
    ("selection", "incidents"),
    ("inputs", "telemetry", "seen", "evaluation", "export"),
    ("english.words", "english.pronouns", "english.inflection", "english.quotations", "english.tokens"),
    ("english.abbreviations", "english.name_cues"),
    ("english.sentences", "english.gazetteer", "english.persons"),
    ("english.mention", "english.offices", "english.things"),
    ("english.known", "english.services", "english.speaking", "english.spotting"),
    ("english.pronoun_reference",),
    ("english.nounphrase", "english.rare_names", "english.resolve"),
    ("english.names",),
    ("coding.judge.labels", "coding.judge.wordpiece"),
    ("coding.judge.reading", "coding.judge.verdict", "coding.judge.gate"),
    ("coding.judge.encoder",),
    ("coding.judge.weighing",),
    ("cleaning",),
    ("extraction",),
    ("topics.phrases", "topics.frame", "topics.toml_lines"),
    ("topics.schema",),
    ("topics.compiling", "topics.files"),
    ("topics.loader",),
    ("context", "coding.scan"),
    ("coding.sentence", "coding.story_time", "coding.grammar.verbgroup"),
    ("coding.act",),
    ("coding.grammar.arguments", "coding.grammar.asides"),
    ("coding.grammar.subject", "coding.grammar.leavers"),
    ("coding.grammar.objects", "coding.grammar.targets"),
    ("coding.grammar.participants",),
    ("coding.read_article",),
    ("coding.frames.background", "coding.frames.labels", "coding.frames.possible"),
    ("coding.frames.meaning", "coding.frames.modality", "coding.frames.fitness"),
    ("coding.frames.triggers",),
    ("coding.frames.match",),
    ("coding.candidates",),
    ("coding.judged",),
    ("coding.events.served",),
    ("coding.events.confidence", "coding.events.mode", "coding.events.parties"),
    ("coding.events.draft",),
    ("coding.events.events",),
    ("enrichment.quoted_text", "enrichment.speech_verbs"),
    ("enrichment.speaking_phrase",),
    ("enrichment.speaker_bodies", "enrichment.speaking_subject"),
    ("enrichment.speaker_names", "enrichment.quoted_names"),
    ("enrichment.date_expressions", "enrichment.naming", "enrichment.quote_events", "enrichment.seats", "enrichment.speakers"),
    ("enrichment.act_date", "enrichment.place", "enrichment.quantities"),
    ("settlement",),
    ("reading",),
    ("lane_record", "dead_letter"),
    ("stages",),
    ("pipeline", "topic_trial"),
    ("explainer",),
    ("edge.ports", "edge.fault_point", "edge.deadline", "edge.parentage", "edge.kafka.refusal"),
    ("edge.process_end",),
    ("edge.kafka.connection", "edge.kafka.continuity", "edge.kafka.inflation", "edge.kafka.security"),
    ("edge.kafka.lenient_headers", "edge.kafka.patience"),
    ("edge.kafka.client",),
    ("edge.kafka.partition_ends",),
    ("edge.kafka.topic_reader", "edge.kafka.topics", "edge.kafka.publisher", "edge.kafka.log", "edge.kafka.embedded_broker"),
    ("edge.kafka.group",),
    ("edge.kafka.faust_consumer",),
    ("edge.kafka.faust_app",),
    ("edge.operating",),
    ("edge.children.chunk",),
    ("edge.children.warmup",),
    ("edge.children.guard",),
    ("edge.children.child",),
    ("edge.children.nursery",),
    ("edge.children.family",),
    ("edge.children.pool",),
    ("edge.hops.broken_release", "edge.hops.fitting", "edge.hops.ordered_window", "edge.hops.lane_memories"),
    ("edge.hops.read_hop", "edge.hops.settle_hop"),
    ("edge.hops.wiring",),
    ("edge.hops.in_memory",),
    ("edge.page",),
    ("edge.worker.event_intake", "edge.worker.log_meter", "edge.worker.topic_watch", "edge.worker.watchdog"),
    ("edge.worker.recall", "edge.worker.own_group", "edge.worker.draining", "edge.worker.otlp_export"),
    ("edge.worker.membership", "edge.worker.signals"),
    ("edge.worker.standing",),
    ("edge.worker.worker",),
    ("cli",),
    ("__main__",),
)
EDGE = ("kafka", "operating", "children", "hops", "page", "worker")
"""The folders of `edge/`, the lowest first."""
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def module(path: Path) -> str:
    return str(path.relative_to(SERVICE).with_suffix("")).replace("/", ".")


MODULES = {module(path): path for path in SERVICE.rglob("*.py") if path.name != "__init__.py"}


def place(name: str) -> str | None:
    """The longest listed name that is the module or a folder around it."""
    while name and name not in RANK:
        name = name.rpartition(".")[0]
    return name or None


def imports(path: Path, package: str = "service") -> set[str]:
    """The modules of a package that a file imports, for types too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {name for name in inner if name.removeprefix("service.") in MODULES}
            found |= modules or {node.module}
    return {name.removeprefix(f"{package}.") for name in found if name == package or name.startswith(f"{package}.")}


def climbs(name: str) -> set[str]:
    """What a module imports from its own layer or above, but for its own folder."""
    own = place(name)
    assert own is not None
    others = {other: place(other) for other in imports(MODULES[name]) if other in MODULES}
    return {other for other, where in others.items() if where != own and (where is None or RANK[where] >= RANK[own])}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_has_its_layer(name: str) -> None:
    assert place(name) is not None, f"add service/{name.replace('.', '/')}.py to LAYERS"


@pytest.mark.parametrize("name", sorted(name for name in MODULES if place(name)))
def test_no_import_runs_up(name: str) -> None:
    assert climbs(name) == set()


@pytest.mark.parametrize(
    "package", ["english", "coding", "enrichment", "topics", "edge.kafka", "edge.children", "edge.hops", "edge.worker"]
)
def test_in_the_large_packages_each_module_has_a_layer_of_its_own(package: str) -> None:
    assert {name for name in MODULES if name.startswith(f"{package}.")} <= RANK.keys()


def test_the_folders_of_the_edge_stand_one_above_the_other() -> None:
    ranks = [[rank for name, rank in RANK.items() if name.startswith(f"edge.{folder}")] for folder in EDGE]
    assert all(max(below) < min(above) for below, above in pairwise(ranks))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_the_service_knows_nothing_of_its_tests_and_of_the_laboratory(name: str) -> None:
    assert {package for package in ("tests", "quality", "scripts", "bench") if imports(MODULES[name], package)} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("*.py")), ids=lambda path: path.name)
def test_scripts_know_nothing_of_the_tests(path: Path) -> None:
    assert imports(path, "tests") == set()


def test_the_layers_see_an_import_that_runs_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(
        "from service.stages.code import code\nfrom service.cli import main\nimport service.edge.kafka.log\nimport os\n", "utf-8"
    )
    assert imports(bad) == {"stages.code", "cli.main", "edge.kafka.log"}
    monkeypatch.setitem(MODULES, "settlement", bad)
    assert climbs("settlement") == {"stages.code", "cli.main", "edge.kafka.log"}


def test_the_layers_see_an_import_of_the_tests(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from tests.unit.builders import article\nimport quality.gate\n", encoding="utf-8")
    assert imports(bad, "tests") == {"unit.builders"}
    assert imports(bad, "quality") == {"gate"}
