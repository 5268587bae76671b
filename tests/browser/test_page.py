"""The report's page and the server's form, as an editor's browser shows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consistency import Article

VIEWS = [(wide, scheme) for wide in (True, False) for scheme in ("light", "dark")]


def violations(page, axe: str) -> list[str]:
    """axe-core's serious and critical findings, each with the first element it names."""
    page.evaluate(axe)
    return page.evaluate(
        """async () => {
          const asked = { resultTypes: ["violations"], preload: false };
          const found = (await axe.run(document, asked)).violations;
          return found.filter((v) => ["serious", "critical"].includes(v.impact))
            .map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`);
        }"""
    )


def fits(page) -> bool:
    """Whether nothing but the scrolling boxes is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("wide", "scheme"), VIEWS)
@pytest.mark.parametrize("which", ["story", "many"])
def test_the_page_fits_and_is_accessible(request, open_page, axe, which, wide, scheme) -> None:
    page = open_page(request.getfixturevalue(which), wide=wide, scheme=scheme)
    assert fits(page)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    assert violations(page, axe) == []
    assert fits(page)


def test_pointing_at_a_sentence_lights_its_counterparts(open_page, story) -> None:
    page = open_page(story)
    sentence = page.locator("#a-1 .s.linked").first
    sentence.dispatch_event("pointerover")  # a pointer's middle may be over a marked word
    partners = sentence.get_attribute("data-to").split()
    for anchor in partners:
        assert "lit" in page.locator(f"[id='{anchor}']").get_attribute("class")
    page.locator(".columns").dispatch_event("pointerleave")
    assert page.locator(".lit").count() == 0


def test_focus_scrolls_counterparts_into_view(open_page, story) -> None:
    page = open_page(story)
    sentence = page.locator("#a-1 .s.linked").last
    sentence.focus()
    anchor = sentence.get_attribute("data-to").split()[0]
    assert page.evaluate(
        """(id) => {
          const e = document.getElementById(id), box = e.closest('.text').getBoundingClientRect();
          const r = e.getBoundingClientRect();
          return r.top >= box.top - 1 && r.top < box.bottom;
        }""",
        anchor,
    )
    assert page.locator(".lit").count() >= 2


CROSSING = (
    "Police closed the harbour of Osk.",
    "Divers found the wreck near Torl.",
    "The minister visited Halverin.",
    "Fishermen lost 40 nets in the storm.",
)


@pytest.fixture
def crossing(on_disk) -> str:
    """Two articles with the same sentences, the last of the first in front in the second."""
    return on_disk(
        [
            Article("a", "\n\n".join(CROSSING)),
            Article("b", "\n\n".join(CROSSING[-1:] + CROSSING[:-1])),
        ]
    )


def test_numbers_name_the_counterparts_and_tell_a_crossing(open_page, crossing) -> None:
    page = open_page(crossing)
    labels = page.locator("#a-1 .to")
    assert [re.sub(r"\D", "", text) for text in labels.all_inner_texts()] == ["2", "3", "4", "1"]
    moved = page.locator(".to .moved:visible")
    in_columns = page.locator(".columns .moved")
    assert in_columns.count() == 2, "the sentence that moved, in each article, and no other"
    assert "⇅" in in_columns.first.inner_text()
    assert "out of order" in (in_columns.first.get_attribute("title") or "")
    assert moved.count() == 3, "and the key that says what the sign means"
    in_columns.first.click()
    assert page.evaluate("document.activeElement.id") == "s-2-0"


def test_arrow_keys_follow_the_links_from_one_tab_stop_per_article(open_page, crossing) -> None:
    page = open_page(crossing)
    stops = page.locator(".columns .s[tabindex='0'], .columns .to a:not([tabindex='-1'])")
    assert stops.count() == 2
    stops.first.focus()
    active = "document.activeElement.id"
    for key, wanted in (
        ("ArrowDown", "s-1-1"), ("ArrowRight", "s-2-2"), ("ArrowUp", "s-2-1"),
        ("ArrowLeft", "s-1-0"), ("ArrowUp", "s-1-0"),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate(active) == wanted
    assert stops.count() == 2


def test_numbers_are_no_part_of_a_copied_sentence(open_page, crossing) -> None:
    page = open_page(crossing)
    copied = page.evaluate(
        "(() => { getSelection().selectAllChildren(document.getElementById('s-1-1'));"
        " return getSelection().toString(); })()"
    )
    assert copied.strip() == CROSSING[1]


def test_pointing_at_a_marked_word_lights_the_facing_words(open_page, story) -> None:
    page = open_page(story)
    mark = page.locator("#a-1 .m.conflict").first
    mark.hover()
    assert page.locator(".m.lit").count() >= 2


def test_filters_and_search(open_page, story) -> None:
    page = open_page(story)
    items = page.locator(".list [data-n]")
    every = items.count()
    page.select_option("[name=kind]", "date")
    shown = page.locator(".list [data-n]:not([hidden])")
    assert 0 < shown.count() < every
    assert {shown.nth(i).get_attribute("data-kind") for i in range(shown.count())} == {"date"}
    page.select_option("[name=kind]", "")
    page.select_option("[name=relation]", "conflict")
    assert 0 < shown.count() < every
    page.select_option("[name=relation]", "")
    page.select_option("[name=article]", "2")
    assert all("2" in shown.nth(i).get_attribute("data-in").split() for i in range(shown.count()))
    page.select_option("[name=article]", "")
    page.fill("[name=text]", "friday")
    assert 0 < shown.count() < every
    assert "of" in page.locator(".filters output").text_content()
    page.fill("[name=text]", "no such words")
    assert shown.count() == 0


def test_keys(open_page, story) -> None:
    page = open_page(story)
    number = "document.activeElement.dataset.n"
    page.keyboard.press("j")
    first = page.evaluate(number)
    page.keyboard.press("j")
    assert page.evaluate(number) != first
    page.keyboard.press("k")
    assert page.evaluate(number) == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("jk?")
    assert page.input_value("[name=text]") == "jk?"
    page.keyboard.press("Escape")
    assert page.input_value("[name=text]") == ""
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()


def test_a_link_to_a_finding_opens_its_fold(open_page, story) -> None:
    page = open_page(story)
    hidden = page.locator("#agreed .line").first.get_attribute("id")
    page.goto(f"{story}#{hidden}")
    page.reload()
    assert page.locator(f"[id='{hidden}']").is_visible()


def test_twenty_articles_stay_usable(open_page, many) -> None:
    page = open_page(many)
    assert page.locator(".columns > .text:visible").count() == 20
    boxes = page.locator(".pick input")
    boxes.nth(0).uncheck()
    assert page.locator(".columns > .text:visible").count() == 19
    page.click(".pick button[value=none]")
    assert page.locator(".columns > .text:visible").count() == 0
    boxes.nth(4).check()
    assert page.locator(".columns > .text:visible").all() != []
    page.click(".pick button[value=all]")
    assert page.locator(".columns > .text:visible").count() == 20
    boxes.nth(0).uncheck()
    assert page.locator("#matrix .matrix tbody tr").count() == 20
    assert page.locator(".to [data-col='a-1']:visible").count() == 0, "an article put away"


@pytest.mark.parametrize("which", ["story", "many"])
@pytest.mark.parametrize("wide", [True, False])
def test_the_agreement_table_stands_on_the_first_screen(request, open_page, which, wide) -> None:
    page = open_page(request.getfixturevalue(which), wide=wide)
    table = page.locator("#matrix .scroll").bounding_box()
    assert table["y"] < page.locator("#look").bounding_box()["y"]
    assert table["y"] + 100 < page.viewport_size["height"]
    if wide:
        assert table["y"] + table["height"] <= page.viewport_size["height"]
    # Its heads stay in sight where it scrolls within itself.
    page.evaluate("document.querySelector('#matrix .scroll').scrollTo(9999, 9999)")
    for head in ("thead th", "tbody tr:last-child th"):
        box = page.locator(f"#matrix {head}").last.bounding_box()
        assert table["y"] - 1 <= box["y"] < table["y"] + table["height"]
        assert table["x"] - 1 <= box["x"] < table["x"] + table["width"]


@pytest.mark.parametrize("which", ["story", "many"])
@pytest.mark.parametrize("script", [True, False])
def test_a_printed_page_is_whole_and_light(request, browser, which, script) -> None:
    context = browser.new_context(
        viewport={"width": 720, "height": 1000}, color_scheme="dark", java_script_enabled=script
    )
    page = context.new_page()
    page.goto(request.getfixturevalue(which))
    page.emulate_media(media="print", color_scheme="dark")
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    style = "(name, key) => getComputedStyle(document.querySelector(name))[key]"
    read = f"([name, key]) => ({style})(name, key)"
    assert page.evaluate(read, ["body", "backgroundColor"]) == "rgb(255, 255, 255)"
    assert fits(page)
    for box in ("#matrix .scroll", "#a-1"):
        cut = "(name) => { const e = document.querySelector(name); return"
        assert page.evaluate(f"{cut} e.scrollHeight - e.clientHeight < 2 }}", box)
    table, width = page.locator("#matrix table").bounding_box(), page.viewport_size["width"]
    assert table["x"] + table["width"] <= width
    assert page.locator("#agreed .line").first.is_visible(), "folded sections print open"
    heads = page.locator("#single > details > summary")
    assert all(head.is_visible() for head in heads.all()), "whose the single facts are"
    assert not page.locator("nav").is_visible()
    for fold in page.locator("details.many:not([open]) > summary").all()[:3]:
        after = "(e) => getComputedStyle(e, '::after').content"
        assert "not printed" in fold.evaluate(after)
    context.close()


def test_a_filtered_print_says_so(open_page, story) -> None:
    page = open_page(story)
    page.select_option("[name=kind]", "date")
    page.emulate_media(media="print")
    assert page.locator(".filters output").is_visible()
    assert not page.locator(".filters select").first.is_visible()


def test_scripts_in_texts_and_names_stay_text(open_page, on_disk) -> None:
    evil = "<script>document.title='taken'</script>"
    page = open_page(
        on_disk(
            [
                Article(
                    evil, f"Police said 12 people were hurt. {evil} It rained.", path=f"{evil}.txt"
                ),
                Article("b", "Police said 14 people were hurt. It rained.", title=evil),
            ],
        )
    )
    assert "taken" not in page.title()[:6]
    assert page.locator("body script").count() == 1
    assert "<script>" in page.locator("#a-1").inner_text()


def test_right_to_left_text_runs_so(open_page, on_disk) -> None:
    words = "قالت الشرطة إن 12 شخصا أصيبوا في الحادث."
    page = open_page(on_disk([Article("a", words), Article("b", words.replace("12", "14"))]))
    style = "getComputedStyle(document.querySelector('#a-1 p')).direction"
    assert page.evaluate(style) == "rtl"


@pytest.mark.parametrize(("wide", "scheme"), VIEWS)
def test_the_form_fits_and_is_accessible(open_page, axe, served, wide, scheme) -> None:
    page = open_page(served, wide=wide, scheme=scheme, bypass_csp=True)
    assert fits(page)
    assert violations(page, axe) == []


def test_the_example_is_one_click_away(open_page, served, axe) -> None:
    page = open_page(served, bypass_csp=True)
    page.click("text=example story")
    page.wait_for_selector("#articles")
    assert page.locator(".sources li").count() == 3
    assert violations(page, axe) == []
    address = page.locator("a[href$='report.json']").get_attribute("href")
    assert page.request.get(served + address).json()["reference"] == "wire"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.n") == "1"


def test_pasted_texts_are_checked(open_page, served) -> None:
    page = open_page(served)
    page.click("#add")
    assert page.locator(".row").count() == 3
    page.fill("[name=name-1]", "wire")
    page.fill("[name=text-1]", "Police said 12 people were hurt in the fire in Osk.")
    page.fill("[name=published-1]", "2024-05-14")
    page.check("[name=reference][value='1']")
    page.fill("[name=text-3]", "Police said 14 people were hurt in the fire in Osk.")
    page.click("button[type=submit]")
    page.wait_for_selector("#articles")
    assert page.locator(".sources .badge").text_content() == "reference"
    assert page.locator("#look .card.conflict").count() == 1


def test_dropped_files_are_checked(open_page, served) -> None:
    page = open_page(served)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          for (const [name, n] of [["one.txt", 12], ["<script>x</script>.txt", 14], ["c.md", 14]])
            data.items.add(new File([`Police said ${n} people were hurt in Osk.`], name));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }"""
    )
    page.click("button[type=submit]")
    page.wait_for_selector("#articles")
    names = page.locator(".sources a bdi").all_text_contents()
    assert names[0] == "one"
    assert names[2] == "c"
    assert page.locator("body script").count() == 1


def test_a_bad_form_says_what_to_do_and_keeps_the_text(open_page, served) -> None:
    page = open_page(served)
    page.fill("[name=text-1]", "Alone.")
    page.click("button[type=submit]")
    assert "at least two" in page.locator("[role=alert]").text_content()
    assert page.input_value("[name=text-1]") == "Alone."


def test_the_form_works_without_script(browser, served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.fill("[name=text-1]", "Police said 12 people were hurt in Osk.")
    page.set_input_files(
        "[name=file-2]", str(Path(__file__).parents[2] / "fixtures/quake/wire.txt")
    )
    page.click("button[type=submit]")
    page.wait_for_selector("#articles", timeout=20_000)
    context.close()
