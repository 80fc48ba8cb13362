"""Fits the weights of `service/cleaning/furniture.py` anew; run it after its words or features have changed. Needs `../shared/eval`.

Logistic regressions on the pieces of scraped articles that people marked (the real ones that were read while the rules were made, the own
ones but part `held`, and those put together from invented sites but every fifth site), and on the lines of unmarked articles, which count
less: the few that are furniture do no harm then. The second regression, on the odds of a line and its neighbours, learns from odds that
the first gave to articles it was not fitted on. Prints recall and false alarms of lines by cross-validation over sites.
The same data give the same file.

Usage: python scripts/train_furniture.py [--check]
    --check  write nothing
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import orjson

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quality.report import OWN, REAL
from quality.running import Row, rows
from quality.scraped import articles
from quality.text import held_back
from service.cleaning import furniture, text
from service.cleaning.characters import normalise
from service.cleaning.furniture import Form, form_of
from service.cleaning.furniture_form import LOCAL, local_features
from service.cleaning.sentences import is_terminated, sentence_spans
from service.cleaning.structure import key_of, lines_of, unwrapped
from service.cleaning.surroundings import Surroundings

Vector = npt.NDArray[np.float64]
Tables = dict[str, dict[str, float]]

WEIGHTS = Path(furniture.__file__).parents[1] / "data" / "weights" / "furniture.json"
_EVERY = 4
"""Of so many unmarked articles one is taken."""
_UNMARKED = 0.1
"""Weight of an unmarked line."""
_COMPOSED = 0.5
"""Weight of a line of an article that was put together: there are four of each site."""
_KEPT = 2.0
"""Weight of a line of the story: losing it costs more than leaving furniture."""
_FOLDS = 5
_PENALTY = 1.0
_STEPS = 12
_SENTENCES_OF_LINE = 2


class Example(NamedTuple):
    """What tells of a line or sentence, whether it is furniture, and how much it counts."""

    found: dict[str, float]
    drop: bool
    count: float


class Read(NamedTuple):
    """What there is to learn from an article: its lines in their surroundings, their verdicts, and single sentences."""

    around: Surroundings
    title: frozenset[str]
    chosen: list[int]
    forms: dict[str, Form]
    verdicts: dict[int, bool]
    count: float
    sentences: list[Example]
    group: int


def read(row: Row, group: int, count: float) -> Read | None:
    """What an article teaches; without `pieces`, its lines count as what the phrases take them for. None without a sentence."""
    lines = unwrapped(lines_of(normalise(row["text"])))
    out, gone, _, _ = text._by_phrases(lines, text._Known(), None, ())  # noqa: SLF001 the step before the one that is fitted
    text._drop_listed(lines, out, gone)  # noqa: SLF001
    texts = [after.text or before.text for before, after in zip(lines, out, strict=True)]
    chosen = [i for i, line in enumerate(texts) if not gone[i] and _is_candidate(line)]
    around = Surroundings(texts, gone, [line.gap for line in lines], frozenset(chosen))
    if not around.has_story:
        return None
    pieces = [(normalise(row["text"][piece["start"] : piece["end"]]).strip(), piece["verdict"]) for piece in row.get("pieces", ())]
    verdicts = dict(pieces)
    marked: dict[int, bool] = {}
    for i in chosen:
        verdict = (verdicts.get(lines[i].text) or verdicts.get(texts[i], "")) if pieces else "keep"
        if verdict in ("keep", "drop") and not furniture.is_spared(around, i):
            marked[i] = verdict == "drop"
    return Read(
        around,
        frozenset(key_of(row.get("title") or "").split()),
        chosen,
        {texts[i]: form_of(texts[i]) for i in chosen},
        marked,
        count,
        list(_sentences(pieces or [(kept, "keep") for kept in texts], count, None if pieces else _SENTENCES_OF_LINE)),
        group,
    )


def _sentences(pieces: Sequence[tuple[str, str]], count: float, most: int | None) -> Iterator[Example]:
    for piece, verdict in pieces:
        if verdict == "drop" and piece and len(piece) <= furniture.LONGEST and (count > _COMPOSED or is_terminated(piece)):
            yield Example(local_features(piece)[0], drop=True, count=count)
        elif verdict == "keep" and not (most and _is_candidate(piece)):
            for start, end in sentence_spans(piece)[:most]:
                sentence = piece[start:end].strip()
                if sentence and len(sentence) <= furniture.LONGEST and (end - start < len(piece) or not _is_candidate(sentence)):
                    yield Example(local_features(sentence)[0], drop=False, count=count)


def _is_candidate(line: str) -> bool:
    folded = line.lower()
    return bool(line) and furniture.is_candidate(line, marked=any(mark in folded for mark in furniture.MARKS))


def fit(examples: Sequence[Example], names: Sequence[str]) -> dict[str, float]:
    """Weights by Newton's method, penalised by their squares but for the first, which is the bias."""
    column = {name: i for i, name in enumerate(names)}
    values = np.zeros((len(examples), len(names)))
    for i, example in enumerate(examples):
        for name, value in example.found.items():
            values[i, column[name]] = value
    verdicts = np.array([example.drop for example in examples], dtype=np.float64)
    counts = np.array([example.count * (1 if example.drop else _KEPT) for example in examples])
    weights = np.zeros(len(names))
    penalty = np.eye(len(names)) * _PENALTY
    penalty[0, 0] = 1e-3
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (counts * (likely - verdicts)) + penalty @ weights
        bend = (values * (counts * likely * (1 - likely) + 1e-9)[:, None]).T @ values + penalty
        weights = weights - np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def first_examples(found: Sequence[Read]) -> list[Example]:
    """Lines by themselves and their places."""
    return [
        Example(form.found | furniture.placed_features(form, one.around.place_of(i), one.around.told, one.title), drop, one.count)
        for one in found
        for i, drop in one.verdicts.items()
        for form in (one.forms[one.around.lines[i]],)
    ]


def second_examples(found: Sequence[Read], line: dict[str, float]) -> list[Example]:
    """Lines with the odds, by the weights `line`, of those around them."""
    examples: list[Example] = []
    for one in found:
        odds = odds_of(one, line)
        for i, drop in one.verdicts.items():
            seen = furniture.second_features(odds, i, one.around.place_of(i), one.forms[one.around.lines[i]])
            examples.append(Example(seen, drop, one.count))
    return examples


def odds_of(one: Read, line: dict[str, float]) -> list[float]:
    """The odds of all lines of an article by the weights `line`."""
    install({"line": line, "second": {}, "sentence": {}})
    forms = {kept: form._replace(odds=furniture._sum(line, form.found)) for kept, form in one.forms.items()}  # noqa: SLF001
    return furniture.first_odds(one.around, one.chosen, forms, one.title)


def train(found: Sequence[Read]) -> Tables:
    """All weights."""
    second: list[Example] = []
    for fold in range(_FOLDS):
        line = fit(first_examples([one for one in found if one.group % _FOLDS != fold]), furniture.FEATURES)
        second += second_examples([one for one in found if one.group % _FOLDS == fold], line)
    return {
        "line": fit(first_examples(found), furniture.FEATURES),
        "second": fit(second, furniture.SECOND),
        "sentence": fit([example for one in found for example in one.sentences], LOCAL),
    }


def print_checked(found: Sequence[Read]) -> None:
    """Judge the lines of each fold by weights that have not seen its sites; print what is found and what is wrongly taken."""
    furniture_lines = hits = story_lines = wrong = 0
    for fold in range(_FOLDS):
        tables = train([one for one in found if one.group % _FOLDS != fold])
        install(tables)
        for one in found:
            if one.group % _FOLDS == fold and one.count > _UNMARKED:
                taken = set(furniture.furniture_among(one.around, one.chosen, {}, one.title))
                furniture_lines += sum(one.verdicts.values())
                hits += sum(drop and i in taken for i, drop in one.verdicts.items())
                story_lines += sum(not drop for drop in one.verdicts.values())
                wrong += sum(not drop and i in taken for i, drop in one.verdicts.items())
    print(f"of unseen sites: {hits / furniture_lines:.3f} of furniture found, {wrong} of {story_lines} other lines taken for it")


def install(tables: Tables) -> None:
    """Let `service/cleaning/furniture.py` judge by these weights."""
    for name, table in tables.items():
        furniture._TABLES[name].clear()  # noqa: SLF001
        furniture._TABLES[name].update(table)  # noqa: SLF001


def material() -> dict[str, list[tuple[Row, float]]]:
    """The articles to learn from, and what their lines count, by where they come from."""
    return {
        "real": [(row, 1.0) for at, row in enumerate(rows(REAL / "text" / "lines.jsonl")) if not held_back(at, row)],
        "own": [(row, 1.0) for row in rows(OWN / "lines.jsonl") if row.get("part") != "held"],
        "composed": [(row, _COMPOSED) for row in articles() if row["part"] != "held"],
        "unmarked": [
            ({"title": row["title"], "text": row["text"]}, _UNMARKED) for row in rows(REAL / "load" / "articles.jsonl.gz")[::_EVERY]
        ],
    }


def readings(found: dict[str, list[tuple[Row, float]]]) -> list[Read]:
    """What they teach; articles of one site are of one group."""
    groups: dict[str, int] = {}
    taught: list[Read] = []
    for source, known in found.items():
        for at, (row, count) in enumerate(known):
            group = groups.setdefault(str(row.get("site") or f"{source}:{at}"), len(groups))
            if one := read(row, group, count):
                taught.append(one)
    return taught


def main() -> None:
    """Fit, compare, write."""
    arguments = argparse.ArgumentParser(prog="python scripts/train_furniture.py")
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    if not REAL.is_dir():
        sys.exit("The real articles (../shared/eval) are not here; the weights can't be fitted without them.")
    install({name: {} for name in furniture._TABLES})  # noqa: SLF001 what was learnt before must not choose the examples
    taught = readings(material())
    print_checked(taught)
    install({name: {} for name in furniture._TABLES})  # noqa: SLF001
    learnt = train(taught)
    if not check:
        WEIGHTS.write_bytes(orjson.dumps(learnt, option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()
