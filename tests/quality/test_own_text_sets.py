"""The project's own sets for duplicates, furniture, pages and languages are well formed and cover what their README says."""

import json
import re
from collections import Counter
from typing import Any

from quality.report import OWN

DATA = OWN
VERDICTS = {"keep", "drop", "meta", "either"}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_each_pair_names_two_documents_that_exist() -> None:
    ids = [document["id"] for document in rows("duplicates-documents.jsonl")]
    assert len(ids) == len(set(ids))
    assert {i for pair in rows("duplicates.jsonl") for i in (pair["id_a"], pair["id_b"])} == set(ids)


def test_pairs_of_every_label_are_there_and_no_two_contradict_each_other() -> None:
    pairs = [pair for pair in rows("duplicates.jsonl") if not pair["ambiguous"]]
    counts = Counter(pair["label"] for pair in pairs)
    assert set(counts) == {"dup", "near_dup", "not_dup"}
    assert min(counts.values()) >= 10
    assert len(pairs) >= 60
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while name in root:
            name = root[name]
        return name

    for pair in pairs:
        a, b = find(pair["id_a"]), find(pair["id_b"])
        if pair["label"] != "not_dup" and a != b:
            root[b] = a
    assert [pair for pair in pairs if (find(pair["id_a"]) == find(pair["id_b"])) != (pair["label"] != "not_dup")] == []


def test_pieces_cover_all_of_a_scraped_text_but_white_space_in_order() -> None:
    for row in rows("lines.jsonl"):
        end = 0
        for piece in row["pieces"]:
            assert piece["verdict"] in VERDICTS, row["id"]
            assert (piece["reason"] is None) == (piece["verdict"] == "keep"), row["id"]
            assert row["text"][end : piece["start"]].strip() == "", row["id"]
            assert piece["end"] > piece["start"], row["id"]
            end = piece["end"]
        assert end == len(row["text"]), row["id"]


def test_scraped_texts_come_in_nine_languages_and_one_of_them_is_clean() -> None:
    lines = rows("lines.jsonl")
    assert len(lines) >= 25
    assert {row["language"] for row in lines} == {"en", "es", "fr", "de", "pt", "ru", "ar", "zh", "it"}
    assert any(all(piece["verdict"] == "keep" for piece in row["pieces"]) for row in lines)


def test_each_page_has_its_text_and_the_words_of_the_text_stand_on_the_page() -> None:
    pages = sorted((DATA / "pages").glob("*.html"))
    assert len(pages) >= 10
    assert [page.stem for page in pages] == sorted(text.stem for text in (DATA / "pages").glob("*.txt"))
    for page in pages:
        html, gold = page.read_text(encoding="utf-8"), page.with_suffix(".txt").read_text(encoding="utf-8")
        flat = " ".join(html.split())
        for paragraph in gold.strip().split("\n\n"):
            assert " ".join(paragraph.split()) in flat, page.name


def test_twenty_languages_have_seven_headlines_and_a_longer_text_each() -> None:
    counts = Counter(row["language"] for row in rows("language.jsonl"))
    assert len(counts) == 20
    assert min(counts.values()) >= 8
    assert all(re.fullmatch("[a-z]{2}", language) for language in counts)
    assert len({row["text"] for row in rows("language.jsonl")}) == counts.total()
