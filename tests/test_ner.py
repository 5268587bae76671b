"""Names from a spaCy pipeline of the user's: a stand-in here; the real library where it is there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import stories
from consistency import Article, ModelError, check, ner
from consistency.cli import main
from consistency.pipeline import parse_all

WIRE = "Falls opened the new quay at Oddal on Monday.\n"
COPY = "The new quay at Oddal was opened by Falls on Monday.\n"


class Pipeline:
    """A pipeline that knows one person and one place."""

    meta = {"lang": "en", "name": "stand_in", "version": "1.0"}  # noqa: RUF012

    def __init__(self, stages: list[str]) -> None:
        self.pipe_names = stages

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        known = (("Falls", "PERSON"), ("Oddal", "GPE"), ("Monday", "DATE"), ("quay", "FAC"))
        for text in texts:
            found = [SimpleNamespace(text=n, label_=k) for n, k in known if n in text]
            yield SimpleNamespace(ents=found)


@pytest.fixture
def spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> Pipeline:
        if name == "broken":
            raise OSError("[E050] Can't find model 'broken'.\nIt doesn't seem to be a package.")
        return Pipeline(["tagger"] if name == "blind" else ["tagger", "ner"])

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))


def test_entities_are_names_of_their_kinds(spacy: None) -> None:
    known = ner.load("stand_in").entities([WIRE, COPY])
    assert known == {"Falls": "person", "Oddal": "place"}


def test_a_known_name_opens_a_sentence(spacy: None) -> None:
    articles = [Article("a", WIRE), Article("b", WIRE.replace("Falls", "He"))]
    documents = parse_all(articles), parse_all(articles, {"Falls": "person"})
    tags = [found[0].parsed[0].tokens[0].tag for found in documents]
    assert tags[0] != tags[1] == "NAME"


def test_the_report_names_the_pipeline_and_the_name(spacy: None) -> None:
    articles = [Article("a", WIRE), Article("b", COPY)]
    report = check(articles, encoder=stories.encoder(), recogniser=ner.load("stand_in"))
    assert report.generator.settings["ner"] == "en_stand_in 1.0"
    people = [a.value for f in report.findings for a in f.accounts if a.text == "Falls"]
    assert people == [{"name": "Falls", "type": "person", "role": None}]


@pytest.mark.parametrize(
    ("pipeline", "message"),
    [
        ("broken", "--ner broken: can't be loaded ([E050] Can't find model 'broken'.)"),
        ("blind", "--ner blind: finds no names (it has tagger)"),
    ],
)
def test_a_pipeline_that_does_not_serve(spacy: None, pipeline: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        ner.load(pipeline)
    assert str(caught.value).startswith(message)


def test_without_spacy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    for name, text in (("a.txt", WIRE), ("b.txt", COPY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert main(["check", "--model", "lexical", "--no-cache", "--ner", "any", *paths]) == 2
    assert "pip install spacy" in capsys.readouterr().err


def test_with_the_library(tmp_path: Path) -> None:
    library = pytest.importorskip("spacy")
    nlp = library.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Falls"}])
    nlp.to_disk(tmp_path / "pipeline")
    assert ner.load(str(tmp_path / "pipeline")).entities([WIRE]) == {"Falls": "person"}
