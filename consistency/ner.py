"""Name evidence from a spaCy pipeline that the user has and names (`--ner`).

Capitals, position and the story itself say what is a name (`consistency/facts/name.py`); a trained
recogniser knows more names, and of what kind they are. It only adds evidence: the spans, the full
forms and the comparison stay this package's own. None is needed, none is downloaded, and spaCy is
no dependency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from consistency.errors import ModelError

# spaCy's labels (OntoNotes 5, and WikiNER's PER and ORG) as the kinds of name of name.py.
_TYPES: Final = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "WORK_OF_ART": "work",
    "LAW": "work",
}


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A loaded pipeline. `name` goes into the report's settings, so that runs can be repeated."""

    name: str
    nlp: Any

    def entities(self, texts: Iterable[str]) -> dict[str, str]:
        """The names in the texts with their kinds; a name of several kinds has its first one."""
        found: dict[str, str] = {}
        for document in self.nlp.pipe(texts):
            for entity in document.ents:
                if entity.label_ in _TYPES and entity.text[:1].isupper():
                    found.setdefault(" ".join(entity.text.split()), _TYPES[entity.label_])
        return found


def load(pipeline: str) -> Recogniser:
    """The pipeline of that name, or in that folder.

    Raises `ModelError` where spaCy or the pipeline is missing or finds no names.
    """
    try:
        import spacy
    except ImportError as error:
        raise ModelError(
            "--ner needs spaCy, which is not installed: pip install spacy, or leave --ner out"
        ) from error
    try:
        nlp = spacy.load(pipeline)
    except Exception as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            f"--ner {pipeline}: can't be loaded ({first}); name an installed pipeline or its folder"
        ) from error
    if not {"ner", "entity_ruler"}.intersection(nlp.pipe_names):
        raise ModelError(
            f"--ner {pipeline}: finds no names (it has {', '.join(nlp.pipe_names) or 'no stages'});"
            " name a pipeline with ner"
        )
    meta = nlp.meta
    return Recogniser(f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}", nlp)
