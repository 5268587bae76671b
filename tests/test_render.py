"""Every renderer over one awkward report: snapshots, sameness, and nothing of an article acts.

`CONSISTENCY_ACCEPT=1 pytest tests/test_render.py` writes the snapshots anew; read the difference.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from awkward import AGAINST_WIRE, EMPTY, FINDINGS, REPORT, TEXTS, account, mention
from consistency.model import (
    Account,
    Article,
    ArticleReport,
    Kind,
    Link,
    LinkKind,
    Mention,
    Notice,
    Outcome,
    Report,
    Role,
    Sentence,
    SentenceRef,
    Severity,
    Slot,
    Span,
)
from consistency.render import RENDERERS, View
from consistency.render.to_csv import COLUMNS
from consistency.render.words import (
    Places,
    columns,
    excerpt,
    one_line,
    percent,
    safe,
    shorten,
    singles_by_article,
    verdict,
)

SNAPSHOTS = Path(__file__).parent / "snapshots" / "render"
SUFFIX = {"text": "txt", "concise": "concise", "json": "json", "markdown": "md", "csv": "csv"}
REPORTS = {"report": REPORT, "empty": EMPTY, "reference": AGAINST_WIRE}
ALL = View(show_all=True)


def _cases() -> list[tuple[str, str, Report, View]]:
    cases = [
        (name, fmt, report, View())
        for fmt in RENDERERS
        for name, report in REPORTS.items()
        if name == "report" or fmt in {"text", "markdown", "html"}
    ]
    cases += [("report-all", fmt, REPORT, ALL) for fmt in ("text", "concise")]
    return [*cases, ("report-color", "text", REPORT, View(color=True))]


@pytest.mark.parametrize(
    ("name", "fmt", "report", "view"), _cases(), ids=lambda x: x if isinstance(x, str) else ""
)
def test_snapshot(name: str, fmt: str, report: Report, view: View) -> None:
    got = RENDERERS[fmt](report, view=view)
    assert got == RENDERERS[fmt](report, view=view)
    path = SNAPSHOTS / f"{name}.{SUFFIX.get(fmt, fmt)}"
    if os.environ.get("CONSISTENCY_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(got.encode())
    assert path.read_bytes().decode() == got


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, awkward; from consistency.render import RENDERERS\n"
        "for r in RENDERERS.values(): print(hashlib.sha256(r(awkward.REPORT).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
            },
        ).stdout
        for seed in ("1", "2")
    ]
    here = [hashlib.sha256(r(REPORT).encode()).hexdigest() for r in RENDERERS.values()]
    assert runs == ["\n".join(here) + "\n"] * 2


@pytest.mark.parametrize("fmt", RENDERERS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_format_is_utf8_text_that_ends_its_last_line(fmt: str, name: str) -> None:
    text = RENDERERS[fmt](REPORTS[name])
    assert text.encode().decode() == text
    assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("fmt", [f for f in RENDERERS if f not in ("csv", "gitlab")])
def test_every_format_that_has_room_shows_the_notices(fmt: str) -> None:
    text = RENDERERS[fmt](REPORT)
    assert "compared without a model, by words alone" in text
    assert "encoding-guessed" in text.replace("\\", "")


# ------------------------------------------------------------------------------------ safe text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain – “text” 😀", "plain – “text” 😀"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("\ud800", "\ufffd"),
        ("שלום\u200f", "שלום\u200f"),
        ("", ""),
    ],
)
def test_safe_replaces_what_acts_and_keeps_the_length(text: str, expected: str) -> None:
    assert safe(text) == expected
    assert len(safe(text)) == len(text)


@given(st.text(st.characters(blacklist_categories=())))
def test_safe_text_is_encodable_and_as_long(text: str) -> None:
    assert len(safe(text)) == len(text)
    safe(text).encode()
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", one_line(text))


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("日本", 4), ("é", 1), ("e\u0301", 1), ("שלום", 4), ("", 0), ("a\u200db", 2)],
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0.0, "0%"), (1.0, "100%"), (0.998, "99%"), (2 / 3, "67%"), (0.991, "99%")],
)
def test_percent_says_100_only_for_all(share: float | None, words: str) -> None:
    assert percent(share) == words


def _one(text: str, *spans: tuple[int, int]) -> tuple[Mention[object], Places]:
    """A mention in an article of one sentence; several spans are its parts."""
    sentence = Sentence("a", 0, 0, len(text), Role.BODY, text)
    entry = ArticleReport(Article("a", text), (sentence,))
    start, end = spans[0][0], spans[-1][1]
    parts = (("source", tuple(Span(*s) for s in spans)),) if len(spans) > 1 else ()
    made = Mention(
        *(Kind.QUANTITY, "a", 0, start, end, text[start:end], account(mention("wire", "84")).value),
        *(Slot(""), None, parts),
    )
    return made, Places(replace(REPORT, articles=(entry, entry)))


def _shown(text: str, limit: int | None, *spans: tuple[int, int]) -> str:
    pieces = excerpt(*_one(text, *spans), limit)
    return "".join(f"⟦{p.text}⟧" if p.marked else p.text for p in pieces)


@pytest.mark.parametrize(
    ("text", "words", "limit", "shown"),
    [
        ("At least 84 died.", "84", 40, "At least ⟦84⟧ died."),
        ("one two three four 84 five six seven eight", "84", 20, "… four ⟦84⟧ five six …"),
        ("84 one two three four five six seven", "84", 16, "⟦84⟧ one two three …"),
        ("one two three four five six seven 84", "84", 16, "… six seven ⟦84⟧"),
        ("whole", "whole", 40, "whole"),
        ("whole.", "whole", 40, "whole."),
        ("It was said to be so, then.", "said to be so", 16, "… ⟦said to be so⟧, …"),
        ("x" * 60 + "84" + "y" * 60, "84", 20, "… " + "x" * 9 + "⟦84⟧" + "y" * 9 + " …"),
    ],
)
def test_an_excerpt_keeps_the_words_in_sight(text: str, words: str, limit: int, shown: str) -> None:
    start = text.index(words)
    assert _shown(text, limit, (start, start + len(words))) == shown


def test_an_excerpt_leaves_out_the_middle_between_far_parts() -> None:
    text = "The harbor " + "and so on " * 30 + "said Monday."
    start = text.index("said")
    shown = _shown(text, 60, (4, 10), (start, start + 4))
    assert shown.startswith("The ⟦harbor⟧ and so on")
    assert shown.endswith("⟦said⟧ Monday.")
    assert " … " in shown
    assert len(shown) < 90


def test_a_cut_parts_no_grapheme() -> None:
    family = "👨‍👩‍👧‍👦"
    text = "so " + family * 20 + "84" + family * 20
    start = text.index("84")
    shown = _shown(text, 20, (start, start + 2))
    assert shown.startswith("… ")
    outside = shown.replace("⟦84⟧", "").replace("…", "").strip()
    assert outside.replace(family, "") == ""


@settings(max_examples=150)
@given(st.text(min_size=1, max_size=300), st.integers(0, 299), st.integers(1, 40), st.data())
def test_an_excerpt_holds_its_words_and_stays_near_the_limit(
    text: str, start: int, length: int, data: st.DataObject
) -> None:
    start = start % len(text)
    end = min(len(text), start + length)
    shown = "".join(p.text for p in excerpt(*_one(text, (start, end)), 80))
    assert safe(text[start:end]) in shown
    assert len(shown) <= 80 + 2 * 34  # a cut may step back over joined characters


def test_shorten_keeps_both_ends() -> None:
    assert shorten("a" * 10, 10) == "a" * 10
    short = shorten("The beginning of it, a great deal between, and the very end", 30)
    assert short == "The beginning of … very end"
    assert shorten("a" * 100, 30) == "a" * 17 + " … " + "a" * 10


def test_an_excerpt_shows_marked_words_whole_up_to_a_long_sentence() -> None:
    words = "never " * 20
    text = "He said " + words + "more than that."
    assert f"⟦{words}⟧" in _shown(text, 40, (8, 8 + len(words)))
    text = "He said " + "never " * 200 + "more than that."
    assert len(_shown(text, 40, (8, 1208))) < 260


@pytest.mark.parametrize("runs", [(), ((0, 1, 1), (4, 2, 1))])
def test_places_agree_with_the_article(runs: tuple[tuple[int, int, int], ...]) -> None:
    article = Article("a", "one\ntwo\n\nthree", runs=runs)
    entry = ArticleReport(article, ())
    places = Places(replace(REPORT, articles=(entry, entry)))
    for offset in range(len(article.text) + 1):
        assert places.position("a", offset) == article.position(offset)


# ----------------------------------------------------------------------------------------- text


def test_text_shows_warnings_and_leaves_the_rest_to_show_all() -> None:
    default, everything = RENDERERS["text"](REPORT), RENDERERS["text"](REPORT, view=ALL)
    for finding in FINDINGS:
        warned = finding.severity is not Severity.INFO
        assert (finding.code in default) is warned, finding.code
        assert finding.code in everything


def test_text_marks_the_words_of_every_account_once_per_account() -> None:
    block = RENDERERS["text"](REPORT).split("\n\n")[0]
    assert block.splitlines()[0].startswith("日本/daily:2:")
    assert re.findall(r"⟦(.*?)⟧", block) == [a.text for a in FINDINGS[0].accounts]
    assert "(also copy:2)" in block


def test_text_gives_the_other_words_of_those_that_agree() -> None:
    agreed = replace(
        FINDINGS[5],
        accounts=(account(mention("wire", "Tuesday"), mention("copy", "Friday")),),
    )
    text = RENDERERS["text"](replace(REPORT, findings=(agreed,)), view=ALL)
    assert "⟦Tuesday⟧.  wire, copy:3 “Friday”\n" in text


def test_text_without_colour_has_no_escape_and_with_colour_the_same_words() -> None:
    plain = RENDERERS["text"](REPORT)
    colored = RENDERERS["text"](REPORT, view=View(color=True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_right_to_left_words_are_isolated() -> None:
    line = next(li for li in RENDERERS["text"](REPORT).splitlines() if "נוסעים" in li and "⟦" in li)
    assert line.count("\u2068") == line.count("\u2069") == 1


def test_with_a_reference_the_place_is_in_the_copy() -> None:
    text = RENDERERS["concise"](AGAINST_WIRE)
    assert "wire.txt:" not in text
    assert "copy.txt:3:19: SRC102" in text


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (EMPTY, "No divergence found."),
        (replace(REPORT, findings=FINDINGS[3:]), "Nothing that needs a look, only minor"),
        (
            replace(
                REPORT,
                findings=FINDINGS[3:],
                notices=(Notice("known-findings", "3 known in known.json not shown"),),
            ),
            "Nothing new that needs a look.",
        ),
        (
            REPORT,
            "3 findings need a look: 1 conflict, 1 altered quote, 1 different source.",
        ),
        (
            AGAINST_WIRE,
            "5 findings need a look: 1 conflict, 1 altered quote, 1 different source, "
            "2 added in the copy.",
        ),
        (
            replace(
                REPORT,
                findings=(
                    replace(FINDINGS[0], severity=Severity.WARNING),
                    replace(FINDINGS[0], severity=Severity.WARNING, conflict="different wording"),
                    FINDINGS[1],
                    FINDINGS[1],
                ),
            ),
            "4 findings need a look: 2 altered quotes, 1 possible conflict, 1 different wording.",
        ),
        (replace(REPORT, findings=FINDINGS[:1]), "1 finding needs a look: 1 conflict."),
    ],
)
def test_verdict(report: Report, words: str) -> None:
    assert verdict(report).startswith(words)


def test_concise_is_one_line_per_finding() -> None:
    lines = RENDERERS["concise"](REPORT, view=ALL).splitlines()
    findings = [line for line in lines if not line.startswith("notice: ")]
    assert len(findings) == len(FINDINGS)
    assert all(re.search(r":\d+:\d+: [A-Z]{3}\d{3} ", line) for line in findings)


def test_a_story_of_many_articles_lists_pairs_instead_of_a_wide_table() -> None:
    entries = tuple(
        replace(REPORT.articles[0], article=replace(REPORT.articles[0].article, id=f"n{i}"))
        for i in range(30)
    )
    pairs = tuple(
        replace(REPORT.summary.pairs[0], articles=("n0", f"n{i}"), agreement=i / 30)
        for i in range(1, 30)
    )
    many = replace(
        REPORT, articles=entries, findings=(), links=(), notices=(),
        summary=replace(REPORT.summary, pairs=pairs),
    )  # fmt: skip
    text = RENDERERS["text"](many)
    assert "lowest agreement (10 of 29 pairs)" in text
    assert "3%  n0 – n1\n" in text
    assert max(map(columns, text.splitlines())) <= 100


# ------------------------------------------------------------------------------------ csv, json


def test_csv_has_the_dataframe_s_columns_and_rows() -> None:
    rows = list(csv.reader(io.StringIO(RENDERERS["csv"](REPORT), newline="")))
    frame = REPORT.to_dataframe()
    assert rows[0] == list(frame.columns) == list(COLUMNS)
    assert len(rows) - 1 == len(frame)
    for row, (_, expected) in zip(rows[1:], frame.iterrows(), strict=True):
        cells = dict(zip(rows[0], row, strict=True))
        assert cells["text"].removeprefix("'") == expected["text"]
        assert int(cells["start"]) == expected["start"]
        assert json.loads(cells["value"]) == expected["value"]


def test_csv_is_rfc_4180_and_starts_no_formula() -> None:
    text = RENDERERS["csv"](REPORT)
    assert text.count("\r\n") == len(text.splitlines())
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert "'=1+1 is how" in text


def test_csv_of_nothing_is_the_header() -> None:
    assert RENDERERS["csv"](EMPTY) == ",".join(COLUMNS) + "\r\n"


def test_json_round_trips_and_keeps_other_scripts_readable() -> None:
    text = RENDERERS["json"](REPORT)
    assert json.loads(text) == REPORT.to_dict()
    assert "נוסעים" in text


def test_json_writes_a_lone_surrogate_as_an_escape() -> None:
    broken = replace(REPORT, findings=(replace(FINDINGS[0], slot="x\ud83dy"),))
    text = RENDERERS["json"](broken)
    text.encode()
    assert json.loads(text)["findings"][0]["slot"] == "x\ud83dy"


# ------------------------------------------------------------------------------------- markdown


def test_markdown_keeps_its_tables_and_lets_no_markup_through() -> None:
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(
        RENDERERS["markdown"](REPORT)
    )
    inline = [child for token in tokens for child in token.children or ()]
    tags = {t.content for t in (*tokens, *inline) if t.type in {"html_inline", "html_block"}}
    assert tags <= {"<br>"}
    assert not [t for t in inline if t.type in {"link_open", "image", "em_open"}]
    rows, width = 0, []
    for token in tokens:
        if token.type == "tr_open":
            width.append(0)
            rows += 1
        elif token.type in {"td_open", "th_open"}:
            width[-1] += 1
    assert rows == 4 + 6 + 2 + 2  # divergences, matrix, minor, not comparable
    assert set(width) == {4, 6}


def test_markdown_shows_every_finding() -> None:
    text = RENDERERS["markdown"](REPORT)
    assert all(finding.code in text for finding in FINDINGS)


# ----------------------------------------------------------------------------------------- html


class _Page(HTMLParser):
    """Elements with their attributes, the text, the ids and the targets of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "input", "br", "rect"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(params=REPORTS)
def page(request: pytest.FixtureRequest) -> _Page:
    return _Page(RENDERERS["html"](REPORTS[request.param]))


def test_html_is_well_formed_and_fetches_nothing(page: _Page) -> None:
    assert page.open == []
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"img", "link", "iframe", "object", "embed", "base", "audio", "video"})
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in ("src", "href", "action", "data"):
            assert (attributes.get(name) or "#").startswith("#")


def test_html_policy_allows_its_own_style_and_script_alone() -> None:
    text = RENDERERS["html"](REPORT)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'").replace("&#43;", "+")
    assert allowed.startswith("default-src 'none'; ")
    assert "unsafe" not in allowed
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert body is not None
        import base64

        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_html_links_lead_somewhere_and_ids_are_unique(page: _Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for _, a in page.elements if (a.get("href") or "").startswith("#")}
    linked = {t for _, a in page.elements for t in (a.get("data-to") or "").split()}
    assert (targets | linked) <= set(ids)
    used = {i for _, a in page.elements for key in ("for", "aria-controls", "aria-labelledby")
            for i in (a.get(key) or "").split()}  # fmt: skip
    assert used <= set(ids)


def test_html_shows_every_article_whole_and_inert() -> None:
    page = _Page(RENDERERS["html"](REPORT))
    words = re.sub(r"\s+", " ", "".join(page.words))
    for sentences in TEXTS.values():
        for sentence in sentences:
            assert safe(sentence) in words


def test_html_holds_no_character_that_reorders_the_page() -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", RENDERERS["html"](REPORT))


def test_html_shows_the_agreement_table_before_the_findings() -> None:
    text = RENDERERS["html"](REPORT)
    assert 0 < text.index('<table class="matrix') < text.index('id="look"')
    assert "outlier in" in text


def _links(*pairs: tuple[int, int]) -> Report:
    entry = REPORT.articles[0]
    sentences = tuple(Sentence("a", i, 0, i, i + 1, Role.BODY, "x") for i in range(9))
    articles = tuple(
        ArticleReport(
            replace(entry.article, id=id_, text="x" * 9),
            tuple(replace(sentence, article=id_) for sentence in sentences),
        )
        for id_ in ("a", "b")
    )
    links = tuple(
        Link(SentenceRef("a", i), SentenceRef("b", j), LinkKind.SAME, 0.9) for i, j in pairs
    )
    return replace(REPORT, articles=articles, links=links, findings=(), reference=None)


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ([(0, 0), (1, 1), (1, 2), (2, 2)], set()),
        ([(0, 1), (1, 2), (2, 3), (3, 0)], {(3, 0)}),  # one stands elsewhere
        ([(0, 3), (1, 0), (2, 1), (3, 2)], {(0, 3)}),  # the same from the other side
        ([(0, 0), (1, 2), (2, 1), (3, 3)], {(1, 2), (2, 1)}),  # two changed places
    ],
)
def test_html_tells_the_least_that_stands_out_of_order(pairs, wanted) -> None:
    """Also with the articles swapped."""
    report = _links(*pairs)
    swapped = replace(report, articles=report.articles[::-1])
    for made, order in ((report, "12"), (swapped, "21")):
        page = _Page(RENDERERS["html"](made))
        found = {
            a["href"]
            for tag, a in page.elements
            if tag == "a" and "moved" in (a.get("class") or "")
        }
        left, right = order
        assert found == {f"#s-{left}-{i}" for i, _ in wanted} | {
            f"#s-{right}-{j}" for _, j in wanted
        }


def test_html_says_each_outcome_in_words_not_by_colour_alone() -> None:
    page = RENDERERS["html"](REPORT)
    for words in ("conflict", "altered quote", "different source", "Only in copy", "Agreed"):
        assert words in page
    assert page.count("<mark>") >= sum(
        len(f.accounts) for f in FINDINGS if f.outcome is Outcome.DIVERGE
    )


def _luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(("ink", g) for g in ("bg", "card", "soft", "bad-bg", "warn-bg", "attr-bg", "good-bg")),
        *(("dim", g) for g in ("bg", "card", "soft", "bad-bg", "warn-bg", "attr-bg")),
        *((i, "card") for i in ("link", "bad", "warn", "attr", "good", "lone")),
        ("link", "bg"),
        ("link", "soft"),
        ("lit-ink", "lit"),
    ],
)
def test_html_colours_reach_wcag_aa(ink: str, ground: str, theme: int) -> None:
    css = (Path(__file__).parents[1] / "consistency/render/page.css").read_text()
    themes = [
        dict(re.findall(r"--([\w-]+): (#\w+);", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    low, high = sorted(_luminance(themes[theme][name]) for name in (ink, ground))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_singles_stand_under_their_article_in_order() -> None:
    groups = singles_by_article(REPORT)
    assert [id_ for id_, _ in groups] == ["wire", "<b>evil", "copy"]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(blacklist_categories=()), min_size=1, max_size=60))
def test_no_text_breaks_a_renderer(text: str) -> None:
    made, _ = _one(text, (0, len(text)))
    sentence = Sentence("a", 0, 0, len(text), Role.BODY, text)
    entries = tuple(
        ArticleReport(Article(id_, text, title=text, path=text), (replace(sentence, article=id_),))
        for id_ in ("a", "b")
    )
    there = replace(made, article="b", voice=text)
    finding = replace(
        FINDINGS[0], slot=text, message=text, reason=text,
        accounts=(account_of(made), account_of(there)), relations=FINDINGS[0].relations[:1],
    )  # fmt: skip
    report = replace(
        REPORT, articles=entries, links=(), findings=(finding,), notices=(), reference=None
    )
    for render in RENDERERS.values():
        render(report, view=ALL).encode()
    assert "<script>" not in RENDERERS["html"](report).split("<body>")[1].split("<script>")[0]


def account_of(made: Mention[object]) -> Account:
    return replace(
        FINDINGS[0].accounts[0], text=made.text, articles=(made.article,), mentions=(made,)
    )
