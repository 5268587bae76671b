"""Lines around a story that are no copy, and lines that look like them and are."""

from __future__ import annotations

import pytest

from consistency import Article
from consistency.furniture import is_furniture
from consistency.model import Role
from consistency.split import split

ALONE = """\
14 comments
1,204 shares
2.3k views
Comments (38)
Comments: 4
View 20 comments
Leave a comment
Be the first to comment
3 min read
5-minute read
Reading time: 4 minutes
Estimated reading time: 12 mins
Listen to this article 4 min
Share on Facebook
Share this article on WhatsApp
Share Tweet Email Print
Share | Save | Print
Facebook Twitter WhatsApp
Share 14 · 20 comments
Skip to content
Skip past newsletter promotion
Advertisement
Article continues below
You may also like
Read next
Most read
Editor's picks
More from Merra News
Topics: Railways, Landslides
Tags: rail, storm
Accept all cookies
Cookie settings
Image source, Getty Images
Show key events only
Key events
10:42
10.42am BST
At 14:05 GMT
2h ago
14 minutes ago
Updated 3 hours ago
Last updated: 5 mins ago
FILE - A train stands at Ostrey station in March 2021.
FILE PHOTO: The slope above Hallow Bay, seen in April.
A crane lifts 12 coaches at Hallow Bay on Friday. (AP Photo/Ines Karo)
A crane lifts 12 coaches at Hallow Bay (Photo by Ines Karo)
A crane lifts 12 coaches at Hallow Bay (Image courtesy of Merra Rail)
Sign in to continue
Latest update May 6th, 2022 12:49 AM
The only president with a degree was Ada Roe.... more
[Our latest forecast: who will win?]
By Ines Karo, August 14, 2020 2:30 pm
By Ines Karo | 14 August 2020
OSTREY —
Getty Images
""".splitlines()

ANYWHERE = """\
We use cookies to improve your visit and to count 3 kinds of readers.
This website uses cookies to give you the best experience.
By continuing you agree to our privacy policy.
Sign up for our daily newsletter.
Subscribe to our 5 newsletters and never miss a story.
Get the 10 stories that matter delivered to your inbox.
Get 5 stories in your inbox every day at 6 a.m.
Receive our briefing in your mailbox each Friday.
Thanks for signing up!
Enter your email address
Follow us: Facebook | Twitter
If you are on our app, click here to watch live
Feel free to send us your comments.
Already a subscriber? Sign in
Have a tip? Call 555 0142.
""".splitlines()

COPY = """\
14 comments were deleted by the moderators on Tuesday.
The company posted 1,204 shares for sale.
The council received 38 comments
Three people read the notice.
It takes 3 minutes to read the sign, he said.
Share prices fell 14 percent
Tweets about the storm passed 2 million
The firm uses cookies to track its customers, regulators said.
The ministry accepted all of the board's cookies and tea.
Regulators fined the site over its cookies.
The train left at 10:42 and stopped at 11:15.
Police came two hours ago.
Live music returned to the square
Readers signed up for 5 newsletters, the paper said.
More than 20 people were hurt
The minister said (in a photo that was later removed) that 3 men were held.
Trending upward, prices rose 4 percent.
The file photo of the suspect was 10 years old.
Print sales fell
Get the parcel to the post office by noon, he said.
Have 3 letters in your hand, she told them.
By Friday, 14 people had left town.
By March 14, 2020 the town was empty
OSTREY — Rain fell.
"[They] left at noon"
Save the Whales won 3 seats
Facebook cut 400 jobs
X fined 3 million
He is a subscriber.
The image was taken in 2019.
Photographs show 12 coaches on their side.
""".splitlines()


@pytest.mark.parametrize("line", ALONE)
def test_whole_paragraphs_that_are_no_copy(line: str) -> None:
    assert is_furniture(line, True)
    assert not is_furniture(line, False) or line in ANYWHERE


@pytest.mark.parametrize("line", ANYWHERE)
def test_sentences_that_are_no_copy_anywhere(line: str) -> None:
    assert is_furniture(line, False)


@pytest.mark.parametrize("line", COPY)
def test_copy_that_looks_like_it(line: str) -> None:
    assert not is_furniture(line, True)


def test_a_caption_of_two_sentences() -> None:
    text = "The port shut.\n\nA crane lifts 12 coaches. Photo: Ines Karo/MN\n\nShips waited. They left.\n"
    roles = [s.role for s in split(Article("a", text))]
    assert roles == [Role.BODY, Role.BOILERPLATE, Role.BOILERPLATE, Role.BODY, Role.BODY]


def test_their_role_in_an_article() -> None:
    text = "The port shut.\n\n14 comments\n\n3 min read\n\nShips waited for 14 hours.\n"
    roles = [(s.text, s.role) for s in split(Article("a", text))]
    assert roles == [
        ("The port shut.", Role.BODY),
        ("14 comments", Role.BOILERPLATE),
        ("3 min read", Role.BOILERPLATE),
        ("Ships waited for 14 hours.", Role.BODY),
    ]


@pytest.mark.parametrize(
    "piece", ["share ", "(Photo ", "get ", "comments ", "1", "a. Photo ", "sign up ", "| ", "x "]
)
def test_no_line_makes_a_pattern_slow(piece: str) -> None:
    lines = [(piece * 600)[:600] + str(n) for n in range(20)]
    for line in lines:  # a pattern that backtracks would take hours
        is_furniture(line, True)
