"""Names: what is found, in which type and role, and what is no name."""

from __future__ import annotations

import pytest

import stories
from consistency import Article, Report, check, extract, forms
from consistency.facts import name as names
from consistency.facts.name import Name
from consistency.forms import of_place


def told(articles: list[Article]) -> Report:
    return check(articles, encoder=stories.encoder(), reader=None)


def found(text: str) -> list[tuple[str, str, str, str | None]]:
    mentions = [m for m in extract(Article("a", text)) if m.kind == "name"]
    return [(m.text, m.value.name, m.value.type, m.value.role) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prime Minister Ilya Soren spoke in Halverin.",
            ("Ilya Soren", "Ilya Soren", "person", "Prime Minister"),
        ),
        (
            "He met Secretary of State Dorte Hallim.",
            ("Dorte Hallim", "Dorte Hallim", "person", "Secretary of State"),
        ),
        (
            "The talks with Mohammed al-Darwan failed.",
            ("Mohammed al-Darwan", "Mohammed al-Darwan", "person", None),
        ),
        (
            "It was opened by the Department of Justice.",
            ("Department of Justice", "Department of Justice", "organisation", None),
        ),
        (
            "It was built by the Norvane Shipping Company.",
            ("Norvane Shipping Company", "Norvane Shipping Company", "organisation", None),
        ),
        ("The ferry left for Baghdad.", ("Baghdad", "Baghdad", "place", None)),
        ("They praised Kestria’s harbour.", ("Kestria", "Kestria", "place", None)),
    ],
)
def test_what_is_found(text: str, expected: tuple) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the hills. Nobody was hurt.",
        "However, the storm went on. But it was late.",
        "He said: “But the boats are safe. They sank nothing.”",
        "The council meets on Monday and in May.",
        "The Iraqi officials left.",
        "I think that we will win.",
        "Rep. Pell Arden (D-Oddal) left.".replace("Rep. Pell Arden ", "She "),
        "",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert found(text) == []


def test_an_occupation_leads_a_full_name() -> None:
    rows = found("They met Navy Sailor Tomas Reyl. The Butler Norvane Bulldogs won.")
    assert ("Tomas Reyl", "Tomas Reyl", "person", "Navy Sailor") in rows
    assert not any(row[1] == "Norvane Bulldogs" for row in rows)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kestrel Air will cut 1,500 jobs.", "Kestrel Air"),
        ("“It sank,” Mark Roe said.", "Mark Roe"),
        ("Coach Pell Arden left.", "Pell Arden"),
        ("Prices Monday were low in Oddal.", "Oddal"),
    ],
)
def test_the_first_word_of_a_sentence_in_a_name(text: str, name: str) -> None:
    assert [row[1] for row in found(text)] == [name]


def test_short_forms_resolve_to_the_full_name() -> None:
    text = "Judge Mira Toft ruled on Friday. The appeal failed, Toft said. Mrs. Toft left."
    assert {row[1] for row in found(text)} == {"Mira Toft"}
    assert {row[2] for row in found(text)} == {"person"}


def test_acronyms_resolve_to_what_they_stand_for() -> None:
    text = "The Kestrian Rescue Agency found nobody. The boats of the KRA went home."
    assert ("KRA", "Kestrian Rescue Agency") in {row[:2] for row in found(text)}


def test_a_dateline_is_no_part_of_a_name() -> None:
    text = "ODDAL - Mayor Pell Arden left. Pell Arden came back to Oddal."
    assert "Pell Arden" in {row[1] for row in found(text)}
    assert not any("ODDAL" in row[0] and "Arden" in row[0] for row in found(text))


def test_a_form_of_a_name_is_shown_where_it_stands_in_full() -> None:
    articles = [
        Article("a", "Mayor Ada Merrin Roe left Oddal.\n\nMrs. Roe sold two boats on Friday.\n"),
        Article("b", "Ada Roe sold two boats on Friday.\n\nShe kept one.\n"),
    ]
    report = told(articles)
    (finding,) = [f for f in report.findings if f.code == "NAM103"]
    assert {a.text for a in finding.accounts} == {"Ada Merrin Roe", "Ada Roe"}


def test_a_name_at_the_start_of_a_sentence_needs_evidence() -> None:
    assert found("Stone fell from the tower.") == []
    assert ("Stone", "Stone") in {
        row[:2] for row in found("The mayor met Stone. Stone fell ill in the tower.")
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilya Soren", "Ilia Soren"),
        ("Muhammad Darwan", "Mohammed Darwan"),
        ("Peña Arden", "Pena Arden"),
        ("Mike Elvert", "Michael Elvert"),
        ("Tomas R. Reyl", "Tomas Reyl"),
        ("al-Darwan", "al Darwan"),
        ("Tom Elliotson", "Tom Eliotson"),
        ("Ada Roe", "Ada Merrin Roe"),
        ("K.R.A.", "KRA"),
        ("U.K.", "UK"),
        ("Defense Ministry", "Defence Ministry"),
        ("Caspar Loewe", "Kaspar Löwe"),
        ("Ada Horvat", "Ada Horvath"),
        ("Ada Strang", "Ada Strand"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    a, b = Name(one, "person"), Name(other, "person")
    assert a.key == b.key or names._spelled_alike(a, b)
    assert a.key == b.key or names._spelled_alike(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pell Arden", "Mira Arden"),
        ("Pell Arden", "Pell Toft"),
        ("Kataib Norvane", "Oddali Norvane"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Martin", "Marvin"),
        ("North Kestria", "South Kestria"),
        ("Ada Roe", "Ida Merrin Roe"),
        ("Upper Norvane", "Eastern District of Upper Norvane"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    a, b = Name(one, "person"), Name(other, "person")
    assert a.key != b.key
    assert not names._spelled_alike(a, b)
    assert not names._short(a, b)


ONE_ROLE = [
    ("Rep. Pell Arden", "Representative Pell Arden"),
    ("spokeswoman Dorte Hallim", "Dorte Hallim, a spokesperson"),
    ("harbour director Dorte Hallim", "Dorte Hallim, director of the harbour"),
    ("spokesman Pell Arden", "port spokesman Pell Arden"),
    ("finance director Dorte Hallim", "finance chief Dorte Hallim"),
    ("Premier Inga Rost", "Prime Minister Inga Rost"),
    ("former minister Inga Rost", "ex-minister Inga Rost"),
    ("chief executive Inga Rost", "chief executive officer Inga Rost"),
    ("the agency's director, Dorte Hallim", "the head of the agency, Dorte Hallim"),
    ("Mayor Inga Rost", "Rost"),
    ("Mayor Inga Rost", "lawyer Tomas Rost"),
    ("Mayor Inga Rost", "lawyer Dorte Hallim"),
    ("the minister, Inga Rost", "an official, Inga Rost"),
    ("staff member Inga Rost", "nurse Inga Rost"),
    ("committee member Inga Rost", "Senator Inga Rost"),
]
BOTH_MAY_HOLD = [
    ("Mayor Inga Rost", "Inga Rost, a lawyer"),
    ("the study's author, Inga Rost", "Professor Inga Rost"),
    ("her coach, Inga Rost", "her mother, Inga Rost"),
]
OTHER_ROLE = [
    ("Mayor Inga Rost", "former Mayor Rost", ["Mayor", "former Mayor"]),
    ("Mayor Inga Rost", "Deputy Mayor Inga Rost", ["Mayor", "Deputy Mayor"]),
    ("Lynx coach Inga Rost", "interim coach Inga Rost", ["Lynx coach", "interim coach"]),
    (
        "Interior Minister Inga Rost",
        "Defence Minister Rost",
        ["Interior Minister", "Defence Minister"],
    ),
    (
        "the study's lead author, Inga Rost",
        "a co-author of the study, Inga Rost",
        ["study's lead author", "co-author of the study"],
    ),
    (
        "Inga Rost, the president of the company",
        "Inga Rost, the founder of the company",
        ["president of the company", "founder of the company"],
    ),
    (
        "the union's regional secretary, Inga Rost",
        "the union's general secretary, Inga Rost",
        ["union's regional secretary", "union's general secretary"],
    ),
    (
        "the head of the institute, Inga Rost",
        "the deputy head of the institute, Inga Rost",
        ["head of the institute", "deputy head of the institute"],
    ),
    ("its chairwoman, Inga Rost", "its treasurer, Inga Rost", ["chairwoman", "treasurer"]),
    (
        "the minority leader, Inga Rost",
        "the minority whip, Inga Rost",
        ["minority leader", "minority whip"],
    ),
    ("council member Inga Rost", "council president Rost", ["council member", "council president"]),
]
PAYMENT = "The payment of 400 crowns to {}, was made public by the council of Oddal on Monday."


def roles_told(one: str, other: str) -> list[tuple[str, list[str]]]:
    texts = (PAYMENT.format(one), PAYMENT.format(other))
    report = told([Article(id_, text) for id_, text in zip("ab", texts, strict=True)])
    return [
        (f.severity.value, sorted(m.text for a in f.accounts for m in a.mentions))
        for f in report.findings
        if f.code == "NAM104"
    ]


@pytest.mark.parametrize(("one", "other"), ONE_ROLE)
@pytest.mark.parametrize("flipped", [False, True])
def test_one_role_is_no_finding(one: str, other: str, flipped: bool) -> None:
    assert roles_told(*((other, one) if flipped else (one, other))) == []


@pytest.mark.parametrize(("one", "other"), BOTH_MAY_HOLD)
def test_two_roles_that_both_may_hold_are_no_warning(one: str, other: str) -> None:
    assert {severity for severity, _ in roles_told(one, other)} <= {"info"}


@pytest.mark.parametrize(("one", "other", "roles"), OTHER_ROLE)
@pytest.mark.parametrize("flipped", [False, True])
def test_two_roles_of_one_person(one: str, other: str, roles: list[str], flipped: bool) -> None:
    found = roles_told(*((other, one) if flipped else (one, other)))
    assert found == [("warning", sorted(roles))]


def test_an_agreement_of_names_covers_no_title() -> None:
    texts = (PAYMENT.format(f"{office} Inga Rost") for office in ("Mayor", "Deputy Mayor"))
    report = told([Article(id_, text) for id_, text in zip("ab", texts, strict=True)])
    agreed = [m.text for f in report.findings if f.code == "NAM001"
              for a in f.accounts for m in a.mentions]  # fmt: skip
    assert {text for text in agreed if "Rost" in text} == {"Inga Rost"}


REPLACED = [
    ("Saint Orla Hospital", "Saint Olav Hospital", True),
    ("Bank of Kestria", "Bank of Norvane", True),
    ("Marco Riva", "Marta Riva", True),
    ("Marco Riva", "Mr. Riva", False),
    ("Ilya Soren", "Ilia Soren", False),  # a spelling
    ("Marco Riva", "Dorte Hallim", True),
]


@pytest.mark.parametrize(("one", "other", "apart"), REPLACED)
@pytest.mark.parametrize("flipped", [False, True])
def test_a_name_replaced_in_place(one: str, other: str, apart: bool, flipped: bool) -> None:
    text = "The money for the northern quay came from {} on Monday."
    names_given = (other, one) if flipped else (one, other)
    articles = [Article(id_, text.format(n)) for id_, n in zip("ab", names_given, strict=True)]
    found = [f for f in told(articles).findings if f.code == "NAM101"]
    words = [m.text for f in found for a in f.accounts for m in a.mentions]
    assert sorted(words) == (sorted((one, other)) if apart else [])


PLACES = [
    ("The crowd of 8,000 watched at Foundry Arena in Oddal.",
     "The crowd of 8,000 watched at Foundry Arena in Halverin.", ["Halverin", "Oddal"]),
    ("The restaurant that she owned on the Upper East Side failed in May.",
     "The restaurant that she had on the Upper West Side failed in May.",
     ["Upper East Side", "Upper West Side"]),
    ("The storm felled trees in the west of the island on Sunday.",
     "On Sunday the storm felled trees in the east of the island.", ["east", "west"]),
    ("The storm hit villages along the northern coast on Sunday.",
     "On Sunday the storm hit villages along the southern coast.", ["northern", "southern"]),
    ("The storm hit the coast near Oddal on Sunday.", "The storm hit the coast on Sunday.", []),
    ("The ferry sailed from Oddal to Halverin on Sunday.",
     "On Sunday the ferry sailed to Halverin from Oddal.", []),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "words"), PLACES)
@pytest.mark.parametrize("flipped", [False, True])
def test_another_place(one: str, other: str, words: list[str], flipped: bool) -> None:
    texts = (other, one) if flipped else (one, other)
    report = told([Article(id_, text) for id_, text in zip("ab", texts, strict=True)])
    found = [f for f in report.findings if f.code == "NAM101"]
    assert sorted(m.text for f in found for a in f.accounts for m in a.mentions) == words


ROLES = [
    ("Karo Denvale, the Democratic candidate, left.", "Karo Denvale", ["Democratic candidate"]),
    ("They met Interior Minister Karo Denvale.", "Karo Denvale", ["Interior Minister"]),
    ("The deputy mayor, Tomas Reyl, left.", "Tomas Reyl", ["deputy mayor"]),
    ("The study's lead author, Ingrid Sallow, left.", "Ingrid Sallow", ["study's lead author"]),
    ("Her co-author, Per Lindqvist, disagreed.", "Per Lindqvist", ["co-author"]),
    (
        "Mehdi Zareh, the deputy head of Norvane's Seismic Research Center, warned them.",
        "Mehdi Zareh",
        ["deputy head of Norvane's Seismic Research Center"],
    ),
    ("Renata Voss, the visiting coach, left.", "Renata Voss", ["visiting coach"]),
    (
        "Yusra Nadim, who heads the electoral commission, left.",
        "Yusra Nadim",
        ["heads the electoral commission"],
    ),
    ("Yusra Nadim, who likes the electoral commission, left.", "Yusra Nadim", []),
    (
        "They met Harry Roe of Oddal, the Democratic minority leader.",
        "Harry Roe",
        ["Democratic minority leader"],
    ),
    ("Cornyn, the second-ranking senator and a leading sponsor, left.", "Cornyn",
     ["second-ranking senator", "leading sponsor"]),
    ("Denny Rusk, a former crane operator, left.", "Denny Rusk", ["former crane operator"]),
    ("A 57-year-old lawyer, Pell Arden, left.", "Pell Arden", ["lawyer"]),
    ("Ex-president Pell Arden left.", "Pell Arden", ["Ex-president"]),
    ("It went to former Sens. John Ash, Kit Bond and Jim Toft.", "Jim Toft", ["former Sens."]),
    ("The Republican nominee for president, Mitt Roe, left.", "Mitt Roe",
     ["Republican nominee for president"]),
    ("She had not spoken to the referee, Oskar Lind, she added.", "Oskar Lind", ["referee"]),
    ("The money went to his brother-in-law, Leslie Crane.", "Leslie Crane", ["brother-in-law"]),
    ("In an appeal to the farmers, Joni Ernst promised aid.", "Joni Ernst", []),
    ("They told the mayor, Pell Arden said.", "Pell Arden", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "roles"), ROLES)
def test_a_role_stands_in_full_where_it_is_printed(text: str, name: str, roles: list[str]) -> None:
    mentions = [m for m in extract(Article("a", text)) if m.kind == "name"]
    (mention,) = [m for m in mentions if m.value.name == name]
    assert [text[s.start : s.end] for _, spans in mention.spans for s in spans] == roles
    assert mention.value.role == (roles[0] if roles else None)


KINDS = [
    ("The Kestrel, a Norvane destroyer, sank.", "Kestrel", "other"),
    ("Kestrel Air, the country's biggest airline, failed.", "Kestrel Air", "organisation"),
    ("It sailed from ports such as Eyl and Hobyo.", "Hobyo", "place"),
    ("VELMOUTH, May 12 — A pilot was found guilty. They left Velmouth.", "Velmouth", "place"),
    ("The Metalworkers' Federation complained.", "Metalworkers' Federation", "organisation"),
    ("He told the KTVI reporters.", "KTVI", "organisation"),
    ("The prosecutor, Anjali Dewar, told the jury.", "Anjali Dewar", "person"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_kinds_come_from_what_the_story_says(text: str, name: str, kind: str) -> None:
    assert (name, kind) in {row[1:3] for row in found(text)}


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Kestrow Group lost money. Nobody bought Kestrow.", "Kestrow Group"),
        ("They saw INS Oddal, a destroyer. The crew of the Oddal slept.", "INS Oddal"),
    ],
)
def test_what_is_no_person_has_short_forms_too(text: str, full: str) -> None:
    assert {row[1] for row in found(text)} == {full}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("U.N. Harbour Agency", "United Nations Harbour Agency", True),
        ("Oddal FC", "Oddal Football Club", True),
        ("NFC Council", "National Fisheries Council", False),
        ("Union Agency", "UN Agency", False),
    ],
)
def test_a_written_out_abbreviation(one: str, other: str, same: bool) -> None:
    values = Name(one, "organisation"), Name(other, "organisation")
    assert forms.other_form(*values) is forms.other_form(*values[::-1]) is same


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("zorinsky", "zorinskyy", True),
        ("zorinsky", "zorinskii", True),
        ("zorinsky", "zorinska", False),
        ("rossi", "ross", False),
        ("elliott", "elliot", False),
        ("maria", "mario", False),
    ],
)
def test_endings_that_are_one_sound(one: str, other: str, alike: bool) -> None:
    assert forms.one_ending(one, other) is forms.one_ending(other, one) is alike


@pytest.mark.parametrize(
    ("left", "right", "codes"),
    [
        ("her husband, Nils", "her brother, Nils", ["NAM104"]),
        ("her husband, Nils", "her spouse, Nils", []),
        ("her husband, Nils", "her husband, Nils", []),
        ("her friend, Nils", "her brother, Nils", []),
    ],
)
def test_kin_of_one_name(left: str, right: str, codes: list[str]) -> None:
    text = "Ada Merrin, who built the mill at Oddal, has died. She is survived by {}."
    report = check([Article("a", text.format(left)), Article("b", text.format(right))])
    loud = [f.code for f in report.findings if f.severity != "info" and f.code.startswith("NAM")]
    assert loud == codes


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("dhelmar", "dhelmari", True),
        ("kestria", "kestrian", True),
        ("oddal", "oddalese", True),
        ("elliott", "eliot", False),
        ("roth", "rothe", False),
        ("belk", "belkar", False),
    ],
)
def test_an_ending_of_origin_is_no_slip(one: str, other: str, expected: bool) -> None:
    assert of_place(one, other) is of_place(other, one) is expected
