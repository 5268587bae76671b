"""Actor: who stands in which role, and how the roles of two sentences compare."""

from __future__ import annotations

import pytest

import consistency
import stories
from consistency import Article, roles
from consistency.facing import Facing
from consistency.facts import actor
from consistency.testing import document
from consistency.tree import Document
from work import assert_linear


def facing(a: Document, b: Document, score: float = 1.0) -> Facing:
    """The first sentences; words of one base form face each other."""
    left, right = a.parsed[0], b.parsed[0]
    pairs = tuple(
        (s.index, t.index, 1.0)
        for s in left.tokens
        for t in right.tokens
        if s.lemma == t.lemma and s.content
    )
    weights = [tuple(1.0 if t.content else 0.0 for t in p.tokens) for p in (left, right)]
    return Facing(left, right, pairs, weights[0], weights[1], score)


def found(left: str, right: str, score: float = 1.0) -> list[tuple[str, str, str]]:
    """(rung, left stretch, right stretch); the other way round must say the same."""
    a, b = document(left), document(right)
    said = []
    for one, other in actor.between(facing(a, b, score)):
        assert left[one.start : one.end] == one.text
        assert right[other.start : other.end] == other.text
        said.append((actor.FACT_TYPE.climb(one, other).name, one.text, other.text))
    back = [
        (actor.FACT_TYPE.climb(one, other).name, other.text, one.text)
        for one, other in actor.between(facing(b, a, score))
    ]
    assert sorted(back) == sorted(said)
    return said


EXCHANGED = [
    ("Arden beat Belk on Sunday.", "Belk beat Arden on Sunday.", "Arden beat Belk"),
    ("Arden beat Belk on Sunday.", "Arden lost to Belk on Sunday.", "Arden beat Belk"),
    ("Arden sued Belk.", "Arden was sued by Belk.", "Arden sued Belk"),
    ("Ines Roth owes Omar Falk $4,000.", "Omar Falk owes Ines Roth $4,000.", ""),
    ("Roth sold the boat to Falk.", "Roth bought the boat from Falk.", ""),
    ("Roth sold the boat to Falk.", "Falk sold the boat to Roth.", ""),
    ("Roth lent Falk a drill.", "Roth borrowed a drill from Falk.", ""),
    ("A dog chased a cat down Mill Lane.", "A cat chased a dog down Mill Lane.", ""),
    ("A tug rammed a ferry off Oddal.", "A ferry rammed a tug off Oddal.", ""),
    ("Ines Roth is the mother of Omar Falk.", "Omar Falk is the mother of Ines Roth.", ""),
    ("The guard shouted at the driver.", "The guard was shouted at by the driver.", ""),
    ("The navy handed the crew to Norland.", "Norland handed the crew to the navy.", ""),
    ("The union rejected the company's offer.", "The company rejected the union's offer.", ""),
    ("The mayor turned down the plan of the port.", "The port refused the mayor's plan.", ""),
    ("Roth, who gave evidence against Falk, left.", "Roth, against whom Falk gave evidence, left.", ""),
    ("Belk was rebuked by Arden.", "Arden got a rebuke from Belk.", ""),
    ("Arden sued Belk over the ferry.", "A suit by Belk against Arden was over the ferry.", ""),
    ("The house is owned by Arden and leased to Belk.", "The house belongs to Belk, which leases it to Arden.", ""),
    ("The play had Roth as the king and Falk as the fool.", "The play had Falk as the king and Roth as the fool.", ""),
    ("The Norland guards fired on a Sudland boat.", "The Sudland guards fired on a Norland boat.", ""),
    ("In May Arden accused Belk of theft.", "In May Belk accused Arden of theft.", "Arden accused Belk"),
    ("Caterer Omar Falk sued the club.", "The club took Omar Falk, the caterer, to court.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "text"), EXCHANGED)
def test_exchanged_roles(left: str, right: str, text: str) -> None:
    said = found(left, right)
    assert [rung for rung, _, _ in said] == ["exchanged"]
    assert not text or said[0][1] == text


WEAKER = [
    ("Farmers freed a rescue crew near Oddal.", "A rescue crew dug out farmers near Oddal.", "turned"),
    ("Soldiers freed the motorists.", "The motorists were freed by firefighters.", "replaced"),
    ("The leak was found by a nurse.", "A chemist found the leak.", "replaced"),
    ("Arden sued him.", "He sued Arden.", "exchanged"),
    ("He was hauled out by his neighbour.", "He hauled out his neighbour.", "exchanged"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "rung"), WEAKER)
def test_under_sure_links_alone(left: str, right: str, rung: str) -> None:
    assert [name for name, _, _ in found(left, right)] == [rung]
    assert found(left, right, score=0.5) == []


AGREEING = [
    ("Arden beat Belk on Sunday.", "Belk lost to Arden on Sunday."),
    ("Roth sold the boat to Falk.", "Falk bought the boat from Roth."),
    ("Roth lent Falk a drill.", "Falk borrowed a drill from Roth."),
    ("Ines Roth leads Omar Falk by a minute.", "Omar Falk trails Ines Roth by a minute."),
    ("Ines Roth is the mother of Omar Falk.", "Omar Falk is the son of Ines Roth."),
]


@pytest.mark.parametrize(("left", "right"), AGREEING)
def test_two_ends_of_one_relation(left: str, right: str) -> None:
    assert {rung for rung, _, _ in found(left, right)} <= {"equal"}


QUIET = [
    # one thing in two voices
    ("Arden sued Belk.", "Belk was sued by Arden."),
    ("The committee rebuked the mayor.", "The mayor got a rebuke from the committee."),
    ("The capture of Oddal by rebels ended the siege.", "Rebels captured Oddal and ended the siege."),
    ("The union rejected the company's offer.", "The company's offer was rejected by the union."),
    # predicates with two equal sides
    ("Arden met Belk in Oddal.", "Belk met Arden in Oddal."),
    ("Ines Roth married Omar Falk in May.", "Omar Falk married Ines Roth in May."),
    ("Arden drew with Belk.", "Belk drew with Arden."),
    ("Arden merged with Belk.", "Belk merged with Arden."),
    ("Talks between Arden and Belk failed.", "Talks between Belk and Arden failed."),
    ("The tram collided with a van.", "A van collided with the tram."),
    # order in a list, and both ways at once
    ("Arden and Belk sued the club.", "Belk and Arden sued the club."),
    ("Arden sued Belk, and Belk sued Arden.", "Belk sued Arden, and Arden sued Belk."),
    # a pronoun or another kind's matter on one side
    ("Arden sued Belk.", "It was sued by Belk."),
    ("Arden sued him.", "She sued Arden."),
    ("Arden sued them.", "They sued Arden."),
    ("Arden beat Belk.", "Belk did not beat Arden."),
    ("Arden sued Belk.", "Arden sued Carrow."),
    # titles, short forms, descriptions of one doer
    ("Mayor Ines Roth accused Omar Falk.", "Roth, the mayor, accused Falk."),
    ("Ines Roth, who coaches the Herons, left.", "Herons coach Ines Roth left."),
    ("Police freed the motorists.", "The motorists were freed by officers."),
    ("The board freed the funds.", "The funds were freed by Ines Roth."),
    ("Roth and her lawyer repaid the club.", "The singer repaid the club."),
    # things under two verbs: the verbs may have changed places
    ("To check the stock is to limit the rate.", "To limit the stock is to check the rate."),
    # who is made to do it
    ("The host urged listeners to back the show.", "The host begged listeners to back the show."),
    # the one that it is not
    ("The duke got it from the queen.", "It is the king, and not the queen, that gave it to the duke."),
    # who said it is another kind's
    ("Police said the mayor left.", "The mayor left, police said."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), QUIET)
def test_nothing_to_tell(left: str, right: str) -> None:
    assert [said for said in found(left, right) if said[0] != "equal"] == []


def test_two_matters_between_two_people() -> None:
    left, right = "Ann asked Mike to buy butter today.", "Mike asked Ann whether a shop was open."
    assert found(left, right, score=0.6) == []
    assert found(left, "Mike asked Ann to buy butter.", score=0.6) != []
    assert found(left, "Mike asked Ann to buy butter.", score=0.4) == []


ROLES = [
    ("The boat that Roth lent Falk sank.", {("lend", "doer", "Roth"), ("sink", "doer", "boat")}),
    ("Roth was warned about by Falk.", {("warn", "about", "Roth"), ("warn", "doer", "Falk")}),
    ("Falk was given a medal by Roth.", {("give", "to", "Falk"), ("give", "undergoer", "medal")}),
    ("Belk's defeat of Arden was a surprise.", {("defeat", "doer", "Belk")}),
    ("Belk's defeat by Arden was a surprise.", {("defeat", "undergoer", "Belk")}),
    ("The attack on Belk failed.", {("attack", "undergoer", "Belk")}),
    ("Roth took Falk to court.", {("=sue", "first", "Roth"), ("=sue", "second", "Falk")}),
    ("Roth is in debt to Falk.", {("=debt", "first", "Roth"), ("=debt", "second", "Falk")}),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: set[tuple[str, str, str]]) -> None:
    parsed = document(text).parsed[0]
    got = {(s.name, s.role, parsed.tokens[s.filler].text) for s in roles.places(parsed)}
    assert expected <= got


def test_a_report_tells_it_with_both_stretches() -> None:
    lead = "Jurors in Oddal heard closing arguments on Tuesday."
    report = consistency.check(
        [
            Article("a", f"{lead} Defence lawyer Ines Roth questioned Detective Omar Falk."),
            Article("b", f"{lead} Detective Omar Falk questioned defence lawyer Ines Roth."),
        ],
        encoder=stories.encoder(),
    )
    told = [f for f in report.findings if f.code == "ACT101"]
    assert [f.severity.value for f in told] == ["error"]
    assert [account.mentions[0].text for account in told[0].accounts] == [
        "Defence lawyer Ines Roth questioned Detective Omar Falk",
        "Detective Omar Falk questioned defence lawyer Ines Roth",
    ]


def test_long_sentences_take_linear_time() -> None:
    assert_linear(
        lambda one: list(actor.between(facing(one, one))),
        100,
        lambda size: document(", ".join(f"Roth{i} sued Falk{i}" for i in range(size)) + "."),
    )
