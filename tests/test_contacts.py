"""Telephone numbers and addresses: what is found, what is none, and which are one."""

from __future__ import annotations

import pytest

from consistency import Article, check
from consistency.contacts import ADDRESS, PHONE, contacts, one_contact
from consistency.pipeline import parse_all

FOUND = [
    ("For help call 555-0142.", [(PHONE, "5550142")]),
    ("Phone (0191) 496 0142 or +44 20 7946 0958.", [(PHONE, "01914960142"), (PHONE, "442079460958")]),
    ("See www.oddal.example/pier.", [(ADDRESS, "oddal.example/pier")]),
    ("Write to desk@oddal.example, she said.", [(ADDRESS, "desk@oddal.example")]),
    ("The list is at oddal.org/list.", [(ADDRESS, "oddal.org/list")]),
    ("The score was 555-0142.", []),
    ("They called in 2019 2020 and 12,000 times.", []),
    ("The number rose to 1,200-1,300 a year.", []),
    ("It left at 9 a.m. and the pier shut.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    (document,) = parse_all([Article("a", text)])
    found = list(contacts(document))
    assert [(m.value.type, m.value.name) for m in found] == expected
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (PHONE, "5550142", "18005550142", True),
        (PHONE, "02079460958", "442079460958", True),
        (PHONE, "5550142", "5550124", False),
        (ADDRESS, "oddal.example", "oddal.example/pier", True),
        (ADDRESS, "oddal.example/pier", "oddal.example/piers", False),
        (ADDRESS, "oddal.example", "oddal.examples", False),
    ],
)
def test_one_contact(kind: str, one: str, other: str, same: bool) -> None:
    assert one_contact(kind, one, other) is same
    assert one_contact(kind, other, one) is same


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("call 555-0142", "call 555-0124", True),
        ("see www.oddal.example/pier", "see www.oddal.example/piers", True),
        ("call 555-0142", "call (800) 555-0142", False),
        ("see https://oddal.example/pier", "see www.oddal.example/pier", False),
    ],
)
def test_lines_for_readers(left: str, right: str, told: bool) -> None:
    said = "The pier at Oddal reopens on Tuesday. For details {} before Monday."
    report = check([Article("a", said.format(left)), Article("b", said.format(right))])
    loud = [f for f in report.findings if f.severity in ("warning", "error")]
    assert [f.code for f in loud] == (["NAM101"] if told else [])
