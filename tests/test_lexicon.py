"""WordNet's table: words usual in news, both directions, and as many negatives."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency import lexicon

DATA = resources.files("consistency") / "data"
WORDNET = Path("/usr/share/wordnet")

POS = {
    "attacks": "vn",
    "said": "v",
    "left": "vanr",
    "was": "v",
    "has": "v",
    "in": "rna",
    "police": "nv",
    "missiles": "n",
    "retaliated": "v",
    "retaliation": "n",
    "children": "n",
    "numerous": "a",
    "earlier": "ra",
    "baghdad": "n",
    "iraqi": "na",
    "billion": "an",
    "quickly": "r",
    "counter-strikes": "n",
    "war-torn": "a",
    "u.s.-led": "a",
    "prime minister": "n",
    "zorblat": "",
    "-": "",
    "": "",
}


@pytest.mark.parametrize(("word", "parts"), POS.items())
def test_pos(word: str, parts: str) -> None:
    assert lexicon.pos(word) == parts


LEMMAS = [
    *[("attacks", "", "attack"), ("attacks", "n", "attack"), ("attacks", "v", "attack")],
    *[("said", "", "say"), ("was", "v", "be"), ("died", "v", "die"), ("dying", "v", "die")],
    *[
        ("struck", "v", "strike"),
        ("lied", "v", "lie"),
        ("found", "v", "find"),
        ("led", "v", "lead"),
    ],
    *[("stopped", "v", "stop"), ("planned", "v", "plan"), ("running", "v", "run")],
    *[("focussed", "v", "focus"), ("passed", "v", "pass"), ("filled", "v", "fill")],
    *[("children", "n", "child"), ("women", "n", "woman"), ("people", "n", "people")],
    *[("crises", "n", "crisis"), ("knives", "n", "knife"), ("bases", "n", "base")],
    *[("parties", "n", "party"), ("earliest", "a", "early"), ("worst", "a", "bad")],
    *[("counter-strikes", "n", "counter-strike"), ("selfies", "n", "selfy")],
    *[("zorblats", "n", "zorblat"), ("zorblatches", "n", "zorblatch")],
    # Nothing is cut where an ending does not tell a plural.
    *[("news", "n", "news"), ("hamas", "", "hamas"), ("carlos", "n", "carlos")],
    *[("zorbus", "n", "zorbus"), ("zorbis", "n", "zorbis"), ("zorbess", "n", "zorbess")],
    *[("status", "n", "status"), ("series", "n", "series"), ("gas", "n", "gas")],
    *[("troops", "n", "troops"), ("damages", "n", "damage"), ("red", "v", "red")],
    *[("u.s.", "n", "u.s."), ("attacks", "a", "attacks"), ("zorblats", "v", "zorblats")],
    *[("", "", ""), ("-", "n", "-"), ("x-", "n", "x-"), ("84", "n", "84"), ("’s", "n", "’s")],
]


@pytest.mark.parametrize(("word", "part", "base"), LEMMAS)
def test_lemma(word: str, part: str, base: str) -> None:
    assert lexicon.lemma(word, part) == base


SYNONYMS = """injure wound, assault attack, begin start, big large, buy purchase, car auto,
error mistake, help aid, end finish, halt stop, accord agreement, probe investigation, hurt injure,
accuse charge, rebel insurgent, resign quit, reject decline, child kid, say state, murder murder"""
NOT_SYNONYMS = """kill wound, kill injure, dead injured, woman man, raise reduce, soldier police,
attack defense, rise fall, month year, blue white, minister president, house street, truck car,
deny admit, city country, monday tuesday, north south, deputy director, zorblat attack"""
ANTONYMS = """rise fall, accept reject, increase decrease, win lose, dead alive, open close,
male female, north south, legal illegal, innocent guilty, attack defend, buy sell, begin end,
start stop, good bad, first last, public private, remember forget, admit deny, victory defeat,
likely unlikely, able unable, military civilian, permit prohibit, purchase sell, consent refuse,
numerous few, huge small"""
NOT_ANTONYMS = """rise increase, big large, attack strike, blue white, kill wound, month year,
say state, kill injure, car truck, rapid swift, soldier police, recent new, dead injured,
monday tuesday, announce say, numerous many, zorblat attack, attack attack"""
DERIVED = """explode explosion, retaliate retaliation, attack attack, bomb bombing, kill killing,
invade invasion, decide decision, iraqi iraq, quickly quick, die death, destroy destruction,
american america, agree agreement, announce announcement, injure injury"""
NOT_DERIVED = """attack defense, begin end, month year, dead injured, explode expand, iraq iran,
kill wound, zorblat zorblats"""


def pairs(text: str) -> list[tuple[str, ...]]:
    return [tuple(pair.split()) for pair in text.split(",")]


@pytest.mark.parametrize(
    ("relation", "words", "holds"),
    [
        *[("synonyms", words, True) for words in pairs(SYNONYMS)],
        *[("synonyms", words, False) for words in pairs(NOT_SYNONYMS)],
        *[("antonyms", words, True) for words in pairs(ANTONYMS)],
        *[("antonyms", words, False) for words in pairs(NOT_ANTONYMS)],
        *[("derived", words, True) for words in pairs(DERIVED)],
        *[("derived", words, False) for words in pairs(NOT_DERIVED)],
    ],
)
def test_symmetric_relations(relation: str, words: tuple[str, str], holds: bool) -> None:
    function = getattr(lexicon, relation)
    assert function(*words) is holds
    assert function(*reversed(words)) is holds


@pytest.mark.parametrize(
    ("left", "right", "part", "holds"),
    [
        ("raise", "increase", "n", False),
        ("attack", "assault", "v", True),
        ("rise", "fall", "a", False),
    ],
)
def test_part_of_speech_narrows(left: str, right: str, part: str, holds: bool) -> None:
    function = lexicon.antonyms if right == "fall" else lexicon.synonyms
    assert function(left, right, part) is holds


GENERAL = """car vehicle, truck vehicle, bus vehicle, soldier serviceman, baghdad city,
blast explosion, strike attack, raid attack, bombing attack, drone aircraft, missile weapon,
iraq country, knife weapon, rifle gun, hurricane storm, doctor professional, president leader,
minister leader, murder killing, agreement statement, senator politician, october month,
girl child, boy child, town municipality, ship vessel, soldier person"""
NOT_GENERAL = """attack act, attack event, explosion event, car object, city place, car truck,
attack defense, soldier police, month year, car thing, knife artifact, army group, car car,
baghdad country, iraq city, zorblat city, car zorblat, man woman"""


@pytest.mark.parametrize(("specific", "broad"), pairs(GENERAL))
def test_general(specific: str, broad: str) -> None:
    assert lexicon.general(specific, broad)
    assert not lexicon.general(broad, specific)


@pytest.mark.parametrize(("specific", "broad"), pairs(NOT_GENERAL))
def test_not_general(specific: str, broad: str) -> None:
    assert not lexicon.general(specific, broad)


@pytest.mark.parametrize(("specific", "broad"), [("murder", "kill"), ("stab", "wound")])
def test_general_verbs(specific: str, broad: str) -> None:
    assert lexicon.general(specific, broad, "v")
    assert not lexicon.general(broad, specific, "v")


@pytest.mark.parametrize(
    ("noun", "topic"),
    [
        *[
            ("soldier", "person"),
            ("police", "group"),
            ("baghdad", "location"),
            ("rocket", "artifact"),
        ],
        *[("attack", "act"), ("attacks", "act"), ("monday", "time"), ("billion", "quantity")],
        *[("agreement", "communication"), ("damages", "possession"), ("damage", "event")],
        *[
            ("children", "person"),
            ("flood", "phenomenon"),
            ("zorblat", ""),
            ("quickly", ""),
            ("", ""),
        ],
    ],
)
def test_topic(noun: str, topic: str) -> None:
    assert lexicon.topic(noun) == topic


@pytest.mark.parametrize(
    ("word", "holds"),
    [
        *[("baghdad", True), ("monday", True), ("iraqi", True), ("austin", True)],
        *[
            ("turkey", False),
            ("march", False),
            ("led", False),
            ("attack", False),
            ("zorblat", False),
        ],
    ],
)
def test_proper(word: str, holds: bool) -> None:
    assert lexicon.proper(word) is holds


@given(st.text(max_size=40))
def test_any_text_is_answered(word: str) -> None:
    assert set(lexicon.pos(word)) <= set("nvar")
    base = lexicon.lemma(word)
    assert lexicon.lemma(word, "n") != "" or not word
    assert len(base) <= max(len(word) + 6, 40)
    assert lexicon.synonyms(word, word)
    assert not lexicon.general(word, "object")


@pytest.mark.parametrize("word", ["a" * 10**6, "-" * 10**6, "a-" * 10**6, "s" * 10**6, "’" * 10**6])
def test_long_words_are_unknown_and_fast(word: str) -> None:
    assert lexicon.pos(word) == ""
    assert len(lexicon.lemma(word)) <= len(word)


def test_every_word_is_found_and_every_sense_exists() -> None:
    """The table is sorted, and the search finds each line: first, last and in between."""
    lines = (DATA / "lexicon.words").read_text(encoding="ascii").splitlines()
    words = [line.split("\t")[0] for line in lines]
    assert words == sorted(set(words))
    senses = (DATA / "lexicon.senses").read_bytes()
    assert {len(line) for line in senses.splitlines()} == {lexicon._WIDTH - 1}
    for word in [words[0], words[-1], *words[::97]]:
        entry = lexicon._word(word)
        assert entry.parts or entry.irregular, word
        for part in entry.parts.values():
            assert part.frequent
            assert max(part.frequent) * lexicon._WIDTH < len(senses)


def test_table_stays_small() -> None:
    size = sum(len((DATA / name).read_bytes()) for name in ("lexicon.words", "lexicon.senses"))
    assert size < 6_000_000


def test_threads_see_the_same() -> None:
    words = [word for word in POS for _ in range(20)]
    lexicon._word.cache_clear()
    lexicon._bases.cache_clear()
    lexicon.pos.cache_clear()
    lexicon._table.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lexicon.pos, words)) == [POS[word] for word in words]


def test_notice_ships_with_the_table() -> None:
    notice = (DATA / "WORDNET-LICENSE").read_text(encoding="utf-8")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in notice


@pytest.mark.skipif(not (WORDNET / "cntlist.rev").exists(), reason="needs WordNet's own files")
def test_table_is_what_the_script_builds(tmp_path: Path) -> None:
    script = Path(__file__).resolve().parent.parent / "scripts" / "build_lexicon.py"
    subprocess.run([sys.executable, str(script), str(WORDNET), str(tmp_path)], check=True)
    for name in ("lexicon.words", "lexicon.senses"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()
