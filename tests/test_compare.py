"""What may clash: the gates between a difference and a conflict, on whole articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest

import stories
from consistency import Article, check
from consistency.model import Outcome, Relation, Severity
from consistency.reader import Reading, Texts
from consistency.text import words

PADDING = [
    "Farmers in the valley fear for their apple harvest.",
    "A new library opens in Tarnholm next spring.",
    "The museum of fishing lost a third of its visitors.",
]

# Two sentences that share a topic and differ in a date, a figure or a negation, each its own part.
APART = [
    (
        "Governor Ilse Tarrow announced on Monday that the dam at Osk will be rebuilt.",
        "Engineers who had inspected the dam at Osk for Governor Ilse Tarrow warned of cracks in a"
        " report that was published on Thursday.",
    ),
    (
        "The couple spent 313 crowns on toys for the children of their neighbours.",
        "Prosecutors said the couple's driver spent 5,150 crowns of campaign money on fur coats.",
    ),
    (
        "The mayor had shown the contract to the auditors of the province.",
        "Her opponent said in a debate that she had never shown anybody what the builders were"
        " paid, nor who had asked for it.",
    ),
    (
        "The mayor has cut 716 million crowns from the budget of the hospital.",
        "The plan of her rival would cut 800 million crowns from the budget of the hospital.",
    ),
]

# The same sentence but for the fact.
RESTATED = [
    (
        "Governor Ilse Tarrow announced on Monday that the dam at Osk will be rebuilt.",
        "Governor Ilse Tarrow announced on Thursday that the dam at Osk will be rebuilt.",
    ),
    (
        "The couple spent 313 crowns on toys for the children of their neighbours.",
        "The couple spent 5,150 crowns on toys for their neighbours' children.",
    ),
    (
        "Police said the driver had been drinking.",
        "Police said the driver had not been drinking.",
    ),
]


def conflicts(*sentences: str) -> list[tuple[str, ...]]:
    """The conflicts between articles that hold one of the sentences each, as their words."""
    articles = [
        Article(f"r{i}", "\n\n".join([PADDING[i], sentence]) + "\n")
        for i, sentence in enumerate(sentences)
    ]
    report = check(articles, encoder=stories.encoder())
    return [
        tuple(account.text for account in finding.accounts)
        for finding in report.findings
        if finding.relation is Relation.CONFLICT
    ]


@pytest.mark.parametrize("pair", APART, ids=["date", "amount", "negation", "supposed"])
def test_sentences_that_share_a_topic_alone_do_not_clash(pair: tuple[str, str]) -> None:
    assert conflicts(*pair) == conflicts(*pair[::-1]) == []


@pytest.mark.parametrize("pair", RESTATED, ids=["date", "amount", "negation"])
def test_one_sentence_with_another_fact_clashes(pair: tuple[str, str]) -> None:
    assert len(conflicts(*pair)) == len(conflicts(*pair[::-1])) == 1


# The only figure of each article, or one of several: the second tells of other occasions too.
ONLY = (
    "Firefighters were called to a blaze in the old mill of Osk, which left 12 people injured.",
    "The mill fire at Osk, which burned for most of the night, injured 15 people, a doctor said.",
)
ANOTHER = " A fire there in spring had left 15 people injured."


def test_the_only_figures_of_two_articles_clash() -> None:
    assert len(conflicts(*ONLY)) == len(conflicts(*ONLY[::-1])) == 1


def test_a_figure_beside_another_of_its_kind_does_not() -> None:
    assert conflicts(ONLY[0] + ANOTHER, ONLY[1]) == conflicts(ONLY[1], ONLY[0] + ANOTHER) == []


def test_what_may_not_clash_leaves_a_close_figure_free() -> None:
    """The takings abroad face the total first, by place; they are another sum."""
    articles = [
        Article("a", "The fair at Osk took $14,326,864 at home, and $10,234,420 from guests abroad"
                " for a total of $24,561,284.\n"),
        Article("b", "The fair at Osk took a total of more than $23 million.\n"),
    ]  # fmt: skip
    report = check(articles, encoder=stories.encoder())
    found = [f for f in report.findings if f.code.startswith("QTY")]
    assert [{a.text for a in f.accounts} for f in found] == [
        {"$24,561,284", "more than $23 million"}
    ]
    assert found[0].relation is Relation.LESS_PRECISE


# Sentences that no words join: by a figure of both they link, or they don't.
JOINED = [
    (
        "Critics gave it 40 percent on the board, where 240 reviews stand.",
        "The Harbour Musical had less than 241 reviews.",
        True,
    ),
    (
        "Critics gave it 40 percent on the board, where 240 reviews stand.",
        "The Harbour Musical had 255 reviews.",
        False,
    ),
    (
        "At 66 hulls a year this is four years of work for the 238 firm orders.",
        "There are less than 240 firm orders for the Osk ferry.",
        True,
    ),
    (
        "Tomas Eld, a farmer, brought nine people to the village school on his tractor.",
        "In 2011 a derailment near Lisk killed nine people.",
        False,
    ),
]


@pytest.mark.parametrize(("left", "right", "joined"), JOINED)
def test_a_figure_of_both_tells_that_doubtful_sentences_link(
    left: str, right: str, joined: bool
) -> None:
    articles = [Article("a", left + "\n"), Article("b", right + "\n")]
    report = check(articles, encoder=stories.encoder(), reader=None)
    assert bool(report.links) is joined


def test_two_accounts_that_a_third_brings_together_do_not_clash() -> None:
    found = conflicts(
        "Senator Bram Holt said on Friday that the company had not answered the committee.",
        "Senator Bram Holt said on Friday and again on Monday that the company had not answered.",
        "Last week Senator Bram Holt said that the company had not answered the committee.",
    )
    assert found == []


# One word of a sentence that was otherwise kept, and what must be told of it.
REPLACED = [
    (
        "Two French sailors were killed when the ferry ran aground near Oddal.",
        "Two Dutch sailors were killed when the ferry ran aground near Oddal.",
        {"French", "Dutch"},
    ),
    (
        "German activists dumped paint on the road in front of the embassy.",
        "British activists dumped paint on the road in front of the embassy.",
        {"German", "British"},
    ),
    (
        "The ferry with 80 passengers ran aground near Oddal on Monday.",
        "The ferry with 80 passengers ran aground near Halverin on Monday.",
        {"Oddal", "Halverin"},
    ),
    (  # an adjective inside a count
        "The port of Velden bought four new ships from a yard in Oddal.",
        "The port of Velden bought four old ships from a yard in Oddal.",
        {"new", "old"},
    ),
    (  # spelled much alike, and no transliteration
        "The mail boat calls at Halverin, Whitsund Island and Oddal on Monday.",
        "The mail boat calls at Halverton, Whitsund Island and Oddal on Monday.",
        {"Halverin", "Halverton"},
    ),
    (
        "The bank said on Monday that it would conduct emergency repairs in Norvik.",
        "The bank said on Monday that it would not conduct emergency repairs in Norvik.",
        {"conduct", "would not conduct"},
    ),
    (
        "An islander pleaded guilty to the theft of a boat from the quay in Velden.",
        "An islander pleaded not guilty to the theft of a boat from the quay in Velden.",
        {"pleaded guilty", "pleaded not guilty"},
    ),
    (
        "The ferries had to take a long route to parts of Velden after the storm.",
        "The ferries did not have to take a long route to parts of Velden after the storm.",
        {"take", "not have to take"},
    ),
    (
        "The court in Velden gave the captain a one-year sentence for the theft.",
        "The court in Velden gave the captain a one-month sentence for the theft.",
        {"one-year sentence", "one-month sentence"},
    ),
    (
        "The ferry left Oddal for Halverin on Monday with 80 passengers.",
        "The ferry left Halverin for Oddal on Monday with 80 passengers.",
        {"left Oddal for Halverin", "left Halverin for Oddal"},
    ),
]


@pytest.mark.parametrize(("left", "right", "words"), REPLACED, ids=range(len(REPLACED)))
def test_one_replaced_word_is_one_conflict(left: str, right: str, words: set[str]) -> None:
    for pair in ((left, right), (right, left)):
        told = conflicts(*pair)
        # A negation may be told with its auxiliary beside it.
        assert any(
            all(any(one in word or word in one for word in words) for one in found)
            for found in told
        ), told


# Words that may stand for one another, or in sentences that were not kept.
NOT_REPLACED = [
    (
        "Two European sailors were killed when the ferry ran aground near Oddal.",
        "Two Dutch sailors were killed when the ferry ran aground near Oddal.",
    ),
    (
        "The strongman Muammar Darwan is going to win the war, the senator said.",
        "The strongman Moammar Darwan is going to win the war, the senator said.",
    ),
    (
        "The mail boat of Colonel Qadhaf calls at Oddal on Monday.",
        "The mail boat of Colonel Gaddaf calls at Oddal on Monday.",
    ),
    (
        "Kerda's voters approved Plan 64, which closed the mills of the province, in 2012.",
        "Like many of Kerda's officials, Mr. Arden had opposed Plan 64, which closed the mills.",
    ),
    (
        "French officials in Oddal said the ferry was safe.",
        "The ferry is in danger, Dutch divers warned after a week of storms.",
    ),
    (
        "Officials detained the driver near the port of Oddal on Monday.",
        "Officials apprehended the driver near the port of Oddal on Monday.",
    ),
]


@pytest.mark.parametrize("pair", NOT_REPLACED, ids=lambda pair: pair[1][:40])
def test_words_that_may_both_hold_do_not_clash(pair: tuple[str, str]) -> None:
    assert conflicts(*pair) == conflicts(*pair[::-1]) == []


@pytest.mark.xfail(reason="the parser hangs the day of saying on what is said")
def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    published = date(2015, 3, 3)
    articles = [
        Article(
            "a",
            "The ministry said on March 2 it had got boxes with 55,000 pages of Roe's letters.\n",
            published=published,
        ),
        Article(
            "b",
            "In December boxes with 50,000 pages of Roe's letters were sent to the ministry.\n",
            published=published,
        ),
    ]
    report = check(articles, encoder=stories.encoder())
    told = [{a.text for a in f.accounts} for f in report.findings if f.outcome is Outcome.DIVERGE]
    assert told == [{"55,000 pages", "50,000 pages"}]


# Who said it, and when they were what they are: dates of facts, not of the saying.
DATED_SPEAKERS = [
    (
        "A man arrested Monday in the Kerda bombing said he was innocent.",
        "A man was arrested Tuesday in the Kerda bombing.",
    ),
    ("Roe, who was elected in 2014, said he was innocent.", "Roe was elected in 2013."),
    ("The bank, founded in 1890, said it would close.", "The bank was founded in 1891."),
    ("The clinic reported the first case on May 3.", "The first case was reported on May 4."),
]


@pytest.mark.parametrize("pair", DATED_SPEAKERS, ids=lambda pair: pair[1][:30])
def test_a_date_of_the_speaker_may_clash(pair: tuple[str, str]) -> None:
    assert len(conflicts(*pair)) == len(conflicts(*pair[::-1])) == 1


DAYS_OF_SAYING = [
    (
        "Police said Oct. 3 that Roe had been arrested in Kerda.",
        "Roe was arrested in Kerda on Oct. 1, police said.",
    ),
    (
        "Police said on Oct. 3, 2015, that Roe had been arrested in Kerda.",
        "Roe was arrested in Kerda on Oct. 1, 2015, police said.",
    ),
    (
        "On Monday, police said Roe had been arrested in Kerda.",
        "Roe was arrested in Kerda on Sunday, police said.",
    ),
    (
        "Roe told the council on Monday that the bridge had collapsed.",
        "The bridge had collapsed on Sunday, Roe told the council.",
    ),
]


@pytest.mark.parametrize("pair", DAYS_OF_SAYING, ids=lambda pair: pair[0][:25])
def test_a_day_of_saying_does_not_clash(pair: tuple[str, str]) -> None:
    assert conflicts(*pair) == conflicts(*pair[::-1]) == []


@pytest.mark.parametrize(
    ("wire", "codes"),
    [
        # few sentences, of which the model that links them knows little
        ("The company had hidden the losses for years, prosecutors said.", {"ATT115"}),
        ("The company had hidden the losses.", set()),
    ],
)
def test_a_sentence_that_stands_whole_in_another_faces_it(wire: str, codes: set[str]) -> None:
    rest = " Its shares were suspended.\n"
    copy = "The company had hidden the losses for years."
    articles = [Article("wire", wire + rest), Article("copy", copy + rest)]
    report = check(articles, encoder=stories.encoder())
    assert {f.code for f in report.findings if f.outcome is Outcome.DIVERGE} == codes


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Roth won the race in 2:22:07.", "It went to Roth in 2:22:07.", True),
        (
            "The terms were between 18 months and six years.",
            "The terms range from a year and a half to six years.",
            True,
        ),
        ("The dead were men aged 34 and 58.", "Both victims were men of 34 and 58.", True),
        ("Roth paid $3 million to the Vale Fund.", "The Vale Fund got $3 million from Roth.", True),
        ("63 pupils and staff fell ill in Oddal.", "63 pupils fell ill in Oddal.", False),
        ("63 pupils and staff fell ill in Oddal.", "63 pupils and staff fell sick there.", True),
        ("63 pupils and young staff fell ill in Oddal.", "63 pupils fell ill in Oddal.", False),
        ("63 pupils and 4 teachers fell ill in Oddal.", "63 pupils fell ill in Oddal.", True),
        ("All seven stops lie in Oddal.", "Most of the seven stops lie in Oddal.", False),
        ("Its sales hit $ 38 bn in Oddal.", "Its sales hit US$ 38b in Oddal.", True),
        # A reader doubts who paid it.
        (
            "Roth Mining paid two-thirds of the bill and the Vale Fund the rest.",
            "Two-thirds of the bill came from the Vale Fund and the rest from Roth Mining.",
            False,
        ),
        (
            "Roth Mining paid two-thirds of the bill and the Vale Fund the rest.",
            "Two-thirds of the bill came from Roth Mining and the rest from the Vale Fund.",
            True,
        ),
    ],
)
def test_figures_agree_where_they_count_the_same(one: str, other: str, agree: bool) -> None:
    articles = [Article("a", one), Article("b", other)]
    found = check(articles, encoder=stories.encoder()).findings
    told = {f.code for f in found if f.outcome is Outcome.AGREE}
    assert ("QTY001" in told) is agree


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("It has 30 days to rule.", "It has 30 working days to rule.", {"QTY101"}),
        ("It has 30 business days to rule.", "It has 30 working days to rule.", set()),
        (
            "The group wants to shorten the race from 800 kilometres to 600.",
            "The group wants to take 200 kilometres off the 800-kilometre race.",
            set(),
        ),
        (
            "The group wants to shorten the race from 800 kilometres to 600.",
            "The group wants to take 300 kilometres off the 800-kilometre race.",
            {"QTY101"},
        ),
        ("Cables are checked once a month.", "Cables are checked twice a month.", {"QTY101"}),
        ("The panel will hear the case.", "The panel is set to hear the case.", set()),
        ("The panel will hear the case.", "The panel is expected to hear the case.", {"CER104"}),
        ("Oddal must pay by June 30.", "Oddal must pay by the end of June.", set()),
        ("Oddal must pay by June 30.", "Oddal must pay by the end of May.", {"DAT101"}),
        # "Over" says what a dispute is about, and bounds what was paid.
        (
            "The insurer sued the mill in April over $1.2 million in fees.",
            "The insurer took the mill to court in April over fees of $1.2 million.",
            set(),
        ),
        ("The mill paid over $1.2 million in fees.", "The mill paid $1.2 million.", {"QTY102"}),
        # A change told from either end.
        (
            "The bank cut its forecast for 2027 to 1.1 percent from 1.6 percent.",
            "The bank cut its forecast for 2027 from 1.6 percent to 1.1 percent.",
            set(),
        ),
        (
            "Seven of the nine divers had expected the storm.",
            "All but two of the nine divers had expected the storm.",
            set(),
        ),
        (
            "Six of the nine divers had expected the storm.",
            "All but two of the nine divers had expected the storm.",
            {"SCO101"},
        ),
        (
            "The council rejected a plan to turn the mill into a marina.",
            "The councillors rejected a proposal to make the mill a marina.",
            set(),
        ),
        # A verdict is no credit, and a pronoun may be the name in a clause of its own.
        (
            "The jury found Omar Falk guilty of fraud in May.",
            "Jurors convicted Omar Falk of fraud in May.",
            set(),
        ),
        (
            "Roth won the backing of a partner only after agreeing to lower the rate she proposed.",
            "Roth proposed a rate, and only by agreeing to lower it did she win a partner's backing.",
            set(),
        ),
        # How long a run took, and the hour of day.
        ("Roth won the race in 2:22:07.", "Roth won the race in 2:22:47.", {"QTY101"}),
        ("Roth ran the 10,000 metres in 33:26.", "Roth ran the 10,000 in 33:46.", {"QTY101"}),
        ("The bus to Oddal leaves at 9:45.", "The bus to Oddal leaves at 9:55.", {"DAT101"}),
        ("Roth leads the trial, 18 kilometres long.", "Roth leads a trial over 18 km.", set()),
        # A week is seven days; a day at the end of a month is told roughly by the end of it.
        ("Talks resumed a week later.", "Seven days later they resumed talks.", set()),
        ("The tax starts at the end of June.", "The tax starts on June 12.", {"DAT101"}),
        # Where a fall starts, and what fell.
        (
            "The group wants to shorten the race from 800 kilometres to 600.",
            "The group wants the 800-kilometre race shortened.",
            set(),
        ),
        # Two words for one firm; two predicates that no reader takes for counterparts.
        (
            "The company denied that it had cut corners at the Oddal mill.",
            "The firm rejected the charge that it had cut corners at the Oddal mill.",
            set(),
        ),
        # Ages behind "of", one behind the other.
        ("The dead were men aged 34 and 58.", "Both victims were men of 34 and 53.", {"QTY101"}),
        (
            "The mill employs 230 people in Oddal.",
            "The mill has a staff of 320 in Oddal.",
            {"QTY101"},
        ),
        # A part in the unit of its whole, ends in two units, and a tenth against ten times.
        (
            "Roth earned 40,000 euros and a bonus of 15,000 euros for the record.",
            "Roth earned 55,000 euros, of which 15,000 was a bonus for the record.",
            set(),
        ),
        (
            "The terms were between 18 months and six years.",
            "The terms range from a year and a half to six years.",
            set(),
        ),
        (
            "The pump cost less than a tenth of the price of a well.",
            "A well is more than ten times as expensive as the pump.",
            set(),
        ),
        # A cue of how sure it is, on a noun's predicate; and what is left open.
        ("Its next meeting is scheduled for May 14.", "It is scheduled to meet on May 14.", set()),
        ("He did not rule out going to court.", "He left open whether to go to court.", set()),
        (
            "The mill was considering linking the pond to the river.",
            "The mill had decided to link the pond to the river.",
            {"CER104"},
        ),
        # What a change told from either end, a clock, a score and "over" are not.
        (
            "The crash killed four and injured two.",
            "The crash killed six and injured two.",
            {"QTY101"},
        ),
        ("The price fell from $800 to $600.", "The price fell to $800.", {"QTY102"}),
        ("The start time of 9:30 was kept.", "The start time of 9:30 was kept.", set()),
        ("Kiel led 27:24 at the break.", "Kiel led 27:24 at half-time.", set()),
        (
            "A protest of over 5,000 people blocked it.",
            "A protest of 5,000 people blocked it.",
            {"QTY102"},
        ),
        (
            "Profit was lower than the bank forecast.",
            "Profit was higher than it forecast.",
            {"POL101"},
        ),
        ("The judge called the law absurd.", "The mayor called the law absurd.", {"ATT105"}),
        ("Oddal cut its rate from 5% to 3%.", "Oddal cut its rate from 3% to 5%.", {"QTY101"}),
        ("Oddal cut its rate from 5% to 3%.", "Oddal cut its rate from 5% to 3% too.", set()),
        # Two numbers in the other order, one of them without its unit; a part without its own.
        ("It works bogs of 120 and 85 hectares.", "It works bogs of 85 and 120 hectares.", set()),
        (
            "Roth will pay for it with 1.2 billion euros of debt and the rest from its own cash.",
            "To pay for it Roth will draw on 640 million euros of cash and borrow 1.2 billion.",
            set(),
        ),
        ("Roth fell 2.6% in Oddal on Monday.", "In Oddal Roth gained 2.6% on Monday.", {"POL101"}),
        # One number in two units, and one number of two things.
        (
            "The ship was some 18 nautical miles from the coast when the fire broke out.",
            "The ship was then about 18 kilometres offshore.",
            {"QTY101"},
        ),
        (
            "Crews moved 23 households out of Lower Oddal as a precaution.",
            "To be safe, crews evacuated 23 people from Lower Oddal.",
            {"QTY101"},
        ),
        # On which side of a level a share lies; a level that is not reached.
        (
            "Bookings in Oddal are up 4 percent on last spring.",
            "Bookings in Oddal run 4 percent below last spring's.",
            {"QTY101"},
        ),
        (
            "Orders at the mill ran 4 percent above the plan.",
            "Orders at the mill were 4 percent over the plan.",
            set(),
        ),
        (
            "By noon the claims had not reached 90.",
            "By noon there were fewer than 90 claims.",
            set(),
        ),
        # What is denied for a while came about; parts of one whole.
        (
            "The horn of the mill sounded four minutes later.",
            "The horn of the mill did not sound for another four minutes.",
            set(),
        ),
        (
            "Three of the five locks in Oddal are shut.",
            "Two of the five locks in Oddal are open.",
            set(),
        ),
        (
            "Three of the five locks in Oddal are shut.",
            "Three of the five locks in Oddal are open.",
            {"POL101"},
        ),
        # A clause tells of the noun that it describes.
        (
            "The report, due on Friday, will decide the case.",
            "The findings, which are expected on Thursday, will decide the case.",
            {"DAT101"},
        ),
        (
            "The vote is due in the second half of May.",
            "The vote is due in the latter half of May.",
            set(),
        ),
        ("The sale runs until March 31.", "The sale runs until the end of the month.", set()),
        # Sources: two kinds of body; a claim for a thing is no statement.
        (
            "The Institute of Fisheries said stocks would recover.",
            "The fisheries ministry said stocks would recover.",
            {"ATT105"},
        ),
        (
            "The yard sued the line in May, seeking 4 million euros for parts that failed.",
            "The yard took the line to court in May, demanding 4 million euros for the failure of parts.",
            set(),
        ),
        (
            "The line carried 5.2 million people, 300,000 more than a year before.",
            "The line carried 5.2 million people, compared with 4.9 million a year before.",
            set(),
        ),
        (
            "Ada Holm, currently the treasurer, will leave the club.",
            "Ada Holm, now treasurer, will leave the club.",
            set(),
        ),
        # A vote is no hour; what does not end until something happens ends after it.
        (
            "The board decided by five votes to four on Tuesday night.",
            "The board decided the matter on Tuesday night.",
            set(),
        ),
        (
            "Winter training in Oddal ends after dark.",
            "Winter training in Oddal does not end until dark.",
            set(),
        ),
        (
            "Pupils at all 14 schools are affected.",
            "Pupils at every one of the 14 schools are affected.",
            set(),
        ),
        (
            "The town pays up to 900 crowns a house.",
            "The town pays at most 900 crowns a house.",
            set(),
        ),
        (
            "The town pays half, with a ceiling of 900 crowns a house.",
            "The town pays half, up to 900 crowns a house.",
            set(),
        ),
        ("One person died.", "A former forester of 58 is dead.", set()),
        # Two parts of one whole, of which two things are said, and of which one is.
        (
            "Five of 14 posts were vacant at the time.",
            "The unit then had nine of its 14 posts filled.",
            set(),
        ),
        (
            "Five of 14 posts were vacant at the time.",
            "Nine of the 14 posts were vacant at the time.",
            {"QTY101"},
        ),
        (
            "Two of the seven men are in custody.",
            "Five of the seven men are in custody.",
            {"QTY101"},
        ),
        ("Four of 12 men were freed.", "Eight of 12 men were released.", {"QTY101"}),
        # A stretch of time behind "over" is no level; what lasts is denied for good.
        ("Rents fell 4 percent over the year.", "Rents fell 4 percent in the year.", set()),
        (
            "The lease was not extended for another year.",
            "The lease was extended for another year.",
            {"POL101"},
        ),
        (
            "Talks in Oddal did not end until the rebels left.",
            "Talks in Oddal ended after the rebels left.",
            set(),
        ),
        # A level that is not reached, and places that are not.
        ("Boats could not reach 12 villages.", "Boats could not reach 15 villages.", {"QTY101"}),
        (
            "The deal sets a cap of $60 a barrel.",
            "The deal sets a cap of $65 a barrel.",
            {"QTY101"},
        ),
        ("A widow of 80 died in Oddal.", "A widow, 82, died in Oddal.", {"QTY101"}),
        ("He spoke to nobody on Monday.", "He spoke to reporters on Monday.", {"POL101"}),
        ("Holm went below with no map.", "Holm went below without a map.", set()),
        # The same words in another order.
        (
            "Lawyers for the museum wrote to the council in May.",
            "Lawyers for the council wrote to the museum in May.",
            {"ACT101"},
        ),
        (
            "The club raised the prize to 240,000 euros.",
            "The prize was cut to 240,000 euros by the club.",
            {"WRD101"},
        ),
        (
            "Two thirds of the money goes to the fleet, the rest to the harbour.",
            "A third of the money goes to the harbour, the rest to the fleet.",
            set(),
        ),
        (
            "The club lost 61 million pounds over three seasons.",
            "The club lost 61 million pounds in three seasons.",
            set(),
        ),
        ("Holm has played over 300 games.", "Holm has played 300 games.", {"QTY102"}),
        # An omission that takes the "not" out.
        (
            "“We will never sell the mill to them,” Holm said.",
            "“We will … sell the mill to them,” Holm said.",
            {"QUO106"},
        ),
        # For and against; nobody in other words; a total is no quantifier.
        ("The union is against the deal.", "The union backs the deal.", {"POL101"}),
        ("The union is against the deal.", "The union opposes the deal.", set()),
        ("None of the drivers was hurt.", "Not one of the drivers was hurt.", set()),
        (
            "Not one of the drivers was hurt.",
            "All of the drivers were hurt.",
            {"SCO101"},
        ),
        (
            "Four roofs in all came down in Oddal.",
            "He mended two of the roofs that came down in Oddal.",
            {"QTY113"},
        ),
        # Two denials make one condition.
        (
            "Holm will sell the mill only if the town agrees.",
            "Holm will not sell the mill unless the town agrees.",
            set(),
        ),
        (
            "Holm will sell the mill if the town agrees.",
            "Holm will sell the mill unless the town agrees.",
            {"CIR101"},
        ),
        # A measure from another on; a bound behind a rate; what is no rate.
        (
            "Roth came second at 12 seconds and Holm third at 20.",
            "Roth came second at 12 seconds, Holm third a further eight seconds behind.",
            set(),
        ),
        (
            "The mill makes at least 40 tons a week.",
            "The mill makes 40 tons a week or more.",
            set(),
        ),
        ("The mill makes 40 tons a week.", "The mill makes 40 tons a week or more.", {"QTY102"}),
        (
            "Owners face fines of up to $500 each.",
            "Owners face up to $500 each in fines.",
            set(),
        ),
        # The whole of a share.
        (
            "Repairs took a third of the squadron's yearly budget.",
            "Repairs took a third of the navy's yearly budget.",
            {"WRD101"},
        ),
        # Votes in words; one word of a short quotation; a pronoun and a noun that change places.
        (
            "The council of Oddal voted 9-6 for the tax.",
            "The council of Oddal passed the tax by 10 votes to five.",
            {"QTY101"},
        ),
        (
            "“This was no slip. It was a business,” Judge Ilse Holm said.",
            "Judge Ilse Holm said: “This was no slip. It was a career.”",
            {"QUO106"},
        ),
        (
            "The union said it had warned the port of Oddal.",
            "The union said the port of Oddal had warned it.",
            {"ACT101"},
        ),
        (
            "The union said it had warned the port of Oddal.",
            "The port of Oddal had been warned by it, the union said.",
            set(),
        ),
        (
            "The council of Oddal passed the tax with 52 votes to 48.",
            "The council of Oddal passed the tax 55-45.",
            {"QTY101"},
        ),
        (
            "Sales at Holm's fell by 200 to 150 in May.",
            "Sales at Holm's fell by 300 in May.",
            {"QTY101"},
        ),
        # What is against a wall takes no side; a price with its day.
        ("The ladder is against the wall.", "The wall supports the ladder.", set()),
        (
            "Tickets cost $12 each Sunday in Oddal.",
            "Tickets cost $14 each Sunday in Oddal.",
            {"QTY101"},
        ),
        # A verb that sets a bound; a difference and a figure.
        (
            "It is expected to top 90 degrees in Oddal on Friday.",
            "It is expected to be above 90 degrees in Oddal on Friday.",
            set(),
        ),
        (
            "Lawyers had asked the court for 11 years.",
            "Lawyers had asked the court for two years more than it imposed.",
            set(),
        ),
        (
            "Holm's fares fell 5 percent.",
            "Holm's fares were 6 percent lower than in May.",
            {"QTY101"},
        ),
        # One bound on whole numbers; neither side of two.
        (
            "Owners of fewer than five flats in Oddal pay nothing.",
            "Those who own four flats or fewer in Oddal pay nothing.",
            set(),
        ),
        (
            "Owners of fewer than five flats in Oddal pay nothing.",
            "Those who own five flats or fewer in Oddal pay nothing.",
            {"QTY102"},
        ),
        (
            "Both sides left open the possibility of leaving the talks.",
            "Neither side ruled out leaving the talks.",
            set(),
        ),
        # A doubled letter at the end of a name.
        ("Tanya Elliott left for Oddal.", "Tanya Elliot left for Oddal.", {"NAM103"}),
    ],
)
def test_one_thing_in_two_words_is_none_and_two_things_are_told(
    one: str, other: str, codes: set[str]
) -> None:
    published = date(2026, 3, 10)
    articles = [Article(i, text, published=published) for i, text in (("a", one), ("b", other))]
    found = check(articles, encoder=stories.encoder()).findings
    assert {f.code for f in found if f.outcome is Outcome.DIVERGE} == codes


def test_what_stands_between_commas_in_one_article_alone_is_told() -> None:
    articles = [
        Article("wire", "The founder of Velmont Media was arrested on fraud charges.\n"),
        Article(
            "copy",
            "The founder of Velmont Media, who was recently released on bail, was arrested on"
            " fraud charges.\n",
        ),
    ]
    report = check(articles, encoder=stories.encoder(), reference="wire")
    told = [f.accounts[0].text for f in report.findings if f.code == "SRC201"]
    assert told == ["who was recently released on bail"]


def told(left: str, right: str) -> list[tuple[str, tuple[str, ...]]]:
    """What diverges between two articles: rules, and the words of either side."""
    report = check([Article("a", left), Article("b", right)], encoder=stories.encoder())
    return [
        (finding.code, tuple(account.text for account in finding.accounts))
        for finding in report.findings
        if finding.outcome is Outcome.DIVERGE
    ]


YEAR = """The harbour company published its figures for the year on Tuesday.

Revenue of the ferry business fell 9.8 percent to 865 million crowns.

Revenue of the freight business fell 22.8 percent to 445 million crowns.

It lost {0} million crowns in all.
"""


def test_what_both_articles_say_twice_is_no_difference() -> None:
    assert told(YEAR.format(83), YEAR.format(83)) == []
    changed = told(YEAR.format(83), YEAR.format(93))
    assert changed == [("QTY101", ("83 million crowns", "93 million crowns"))]


LETTER = """In a letter delivered on {0} to the council, the mayor warned of higher fares.

The council met on Monday. It met again on Tuesday, and the ferries stayed in port.
"""


def test_a_day_of_one_sentence_is_told_though_both_days_are_told_elsewhere() -> None:
    assert told(LETTER.format("Tuesday"), LETTER.format("Monday")) == [
        ("DAT101", ("Tuesday", "Monday"))
    ]


RAID = """Admiral {0} spoke to reporters in Oddal on Monday about the raid on the quay.

"Use of force was {1}," he said.
"""


def test_a_quotation_is_told_whoever_a_pronoun_means() -> None:
    """That two people are meant is a guess where neither is named."""
    found = told(RAID.format("Arun Prakesh", "inevitable"), RAID.format("Joss Mehren", "justified"))
    words = ("Use of force was inevitable,", "Use of force was justified,")
    assert ("QUO106", words) in found


def test_what_one_article_says_against_itself_is_told_where_the_other_says_but_one() -> None:
    wire = """The fire in the old harbour of Oddal killed 12 people on Monday.

Firefighters came from three towns. The mayor, Ilse Tarrow, spoke to reporters beside the quay.

The harbour stays closed until Thursday, and ferries leave from Kest.
"""
    more = "\nIn all, 14 people were killed by the fire in the old harbour of Oddal.\n"
    assert told(wire + more, wire) == [("QTY101", ("12 people", "14 people"))]
    assert told(wire + more, wire + more) == []


CREDITED = (
    "Police said on Tuesday that 12 people were hurt when a ferry struck the pier at Halverin.\n"
)
PLAIN = "On Tuesday 12 people were hurt when a ferry struck the pier at Halverin.\n"


@pytest.mark.parametrize(
    ("left", "right", "lost"),
    [(CREDITED, PLAIN, True), (CREDITED, CREDITED, False), (PLAIN, PLAIN, False)],
)
def test_a_credit_is_lost_whatever_hangs_on_the_statement(
    left: str, right: str, lost: bool
) -> None:
    assert ("ATT115" in {code for code, _ in told(left, right)}) is lost
    assert ("ATT115" in {code for code, _ in told(right, left)}) is lost


# What a reader alone tells, in sentences whose other words a credit or a milder note would take.
DOUBTED = [
    (
        "Police have arrested the captain of the ferry, Olle Brandt, who lives in Oddal.",
        "Police have questioned the captain of the ferry, Olle Brandt, who lives in Oddal.",
        ("arrested", "questioned"),
    ),
    (
        "Varn Lines, which owns all of the port's nine ferries, declined to comment.",
        "Varn Lines, which owns most of the port's nine ferries, declined to comment.",
        ("all", "most"),
    ),
    (
        "The repairs may close the harbour of Oddal until spring, the town said.",
        "The repairs will close the harbour of Oddal until spring, the town said.",
        ("may close", "will close"),
    ),
    (
        "Auditors found no evidence of fraud in the accounts of the ferry line.",
        "Auditors noted cases of fraud in the accounts of the ferry line.",
        ("found no evidence", "noted cases"),
    ),
]


def warnings(left: str, right: str) -> list[set[str]]:
    """The divergences at warning or error between two articles of one sentence, as their words."""
    report = check(
        [Article(f"r{i}", f"{PADDING[i]}\n\n{s}\n") for i, s in enumerate((left, right))],
        encoder=stories.encoder(),
    )
    return [
        {account.text for account in finding.accounts}
        for finding in report.findings
        if finding.outcome is Outcome.DIVERGE and finding.severity is not Severity.INFO
    ]


@pytest.mark.parametrize(("left", "right", "words"), DOUBTED, ids=lambda text: text[0][:12])
def test_what_a_reader_doubts_is_told(left: str, right: str, words: tuple[str, str]) -> None:
    assert set(words) in warnings(left, right)
    assert set(words) in warnings(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (  # a name and what it may be
            "Harcastle denied the charges and will appeal, his lawyer said.",
            "The landlord denied the charges and will appeal, his lawyer said.",
        ),
        (  # numbers without their nouns
            "In the north 29 boats sank in the storm, compared with 100 in the south.",
            "The storm sank 100 boats in the south; in the north the number was 29.",
        ),
        (
            "The cup will have 12 teams instead of 10 this year, the board said.",
            "The cup grows from 10 teams to 12 this year, the board said.",
        ),
        (  # a word with a hyphen, as the dictionary has it without
            "His rewards included a holiday and a second-hand boat, the court heard.",
            "His rewards included a holiday and a used boat, the court heard.",
        ),
    ],
    ids=["name", "elided", "instead", "hyphen"],
)
def test_what_may_be_one_is_not_told(left: str, right: str) -> None:
    assert warnings(left, right) == warnings(right, left) == []


@dataclass
class Doubting:
    """A reader that takes each word for a counterpart and doubts all words alike."""

    doubt: float
    alone: float = 0.0
    name: str = "doubting"
    digest: str = "0"

    def read(self, pairs: Sequence[Texts], progress: Any = None) -> list[Reading]:
        readings = []
        for pair in pairs:
            one, other = (len(words(text)) for text in pair)
            sides = (np.tile((self.doubt, self.alone), (n, 1)) for n in (one, other))
            facing = np.eye(one, other).astype(np.float16)
            readings.append(
                Reading((1.0, 0.0, 0.0), facing, *(s.astype(np.float16) for s in sides))
            )
        return readings


NOTED = (
    "The repairs may close the harbour of Oddal until spring, the town said.",
    "The repairs will close the harbour of Oddal until spring, the town said.",
)


@pytest.mark.parametrize(
    ("doubt", "alone", "severity"),
    [(0.1, 0.0, "info"), (0.3, 0.0, "warning"), (0.1, 0.6, "warning")],
)
def test_a_difference_that_no_reader_doubts_is_only_noted(
    doubt: float, alone: float, severity: str
) -> None:
    for texts in (NOTED, NOTED[::-1]):
        articles = [Article(i, text) for i, text in zip("ab", texts, strict=True)]
        report = check(articles, encoder=stories.encoder(), reader=Doubting(doubt, alone))
        found = [f for f in report.findings if f.kind == "certainty"]
        assert [(f.outcome.value, f.severity.value) for f in found] == [("diverge", severity)]


def test_a_figure_hangs_on_no_reader() -> None:
    texts = "Police counted 12 boats in Oddal.", "Police counted 14 boats in Oddal."
    articles = [Article(i, text) for i, text in zip("ab", texts, strict=True)]
    report = check(articles, encoder=stories.encoder(), reader=Doubting(0.0))
    assert [f.severity.value for f in report.findings if f.kind == "quantity"] == ["error"]


def test_no_whole_is_agreed_on_where_a_reader_takes_it_for_another() -> None:
    one = "Repairs took a third of the squadron's yearly budget, the navy said."
    other = "Repairs took a third of the navy's yearly budget, the squadron said."
    articles = [Article("a", one), Article("b", other)]
    report = check(articles, encoder=stories.encoder(), reader=Doubting(0.5))
    agreed = [f for f in report.findings if f.outcome is Outcome.AGREE]
    assert not [f for f in agreed if f.kind == "quantity"]
