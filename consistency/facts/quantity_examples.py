"""Examples of how two quantities compare, in both directions; negatives weigh as much."""

from __future__ import annotations

from typing import Final

from consistency.model import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        "The storm cost the port $54 million on Monday.",
        "The storm cost the port 54 million euros on Monday.",
        "other-unit",
        "$54 million",
        "54 million euros",
    ),
    Example(
        "The ferry drifted for 27 kilometres on Monday night.",
        "The ferry drifted for some 17 miles on Monday night.",
        "converted-roughly",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed more than 84 attacks on depots.",
        "touching",
    ),
    Example(
        "A fire destroyed a warehouse in Oddal on Monday night.",
        "Flames destroyed a warehouse in Oddal on Monday night.",
        None,
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed eighty-four attacks on depots.",
        "equal",
    ),
    Example(
        "The bank lost $1.3bn in May.",
        "The bank lost 1.3 billion dollars in May.",
        "equal",
    ),
    Example(
        "Half of the crew fell ill.",
        "50 percent of the crew fell ill.",
        "equal",
    ),
    Example(
        "The fire killed 12 people.",
        "12 people were killed in the fire.",
        "equal",
    ),
    Example(
        "Halden beat Torvale 3-1.",
        "Torvale lost 1-3 to Halden.",
        "equal",
    ),
    Example(
        "The strike lasted two weeks.",
        "The strike lasted 14 days.",
        "equal",
    ),
    Example(
        "The strike lasted two months.",
        "The strike lasted 60 days.",
        "unlike",
    ),
    Example(
        "The trail is 10 km long.",
        "The trail is 6.2 miles long.",
        "converted",
    ),
    Example(
        "Halden beat Torvale 3-1.",
        "Halden beat Torvale 2-1.",
        "score",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed attacks on depots.",
        "no-figure",
    ),
    Example(
        "Rocket attacks hit the depot near Halden on Monday.",
        "A rocket attack hit the depot near Halden on Monday.",
        "grammatical",
    ),
    Example(
        "The parade drew 2,000 visitors.",
        "The parade drew 1,987 visitors.",
        "rounding",
    ),
    Example(
        "The bridge cost $1.4 billion.",
        "The bridge cost $1.375 billion.",
        "rounding",
    ),
    Example(
        "About 2,000 workers walked out.",
        "More than 2,000 workers walked out.",
        "same-figure",
    ),
    Example(
        "Nearly 300 houses burned.",
        "300 houses burned.",
        "same-figure",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed 84 attacks on depots.",
        "weaker-bound",
    ),
    Example(
        "More than 50 houses burned.",
        "At least 50 houses burned.",
        "weaker-bound",
    ),
    Example(
        "Up to 40 miners were trapped.",
        "38 miners were trapped.",
        "weaker-bound",
    ),
    Example(
        "About 2,000 workers walked out.",
        "1,900 workers walked out.",
        "approximate",
    ),
    Example(
        "Between 10 and 12 trucks were stolen.",
        "11 trucks were stolen.",
        "range",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed numerous attacks on depots.",
        "vague",
    ),
    Example(
        "Approximately 2,000 soldiers are stationed in Varnia.",
        "Thousands of soldiers are stationed in Varnia.",
        "vague",
    ),
    Example(
        "At least 30 shops closed.",
        "Dozens of shops closed.",
        "vague",
    ),
    Example(
        "Several houses burned.",
        "Two houses burned.",
        "soft-edge",
    ),
    Example(
        "More than 50 houses burned in Torvale.",
        "Fewer than 80 houses burned in Torvale.",
        "both-hold",
        known_failure="the parser takes the burning for a modifier of the houses",
    ),
    Example(
        "By noon, 12 people had died in the flood.",
        "By midnight, 20 people had died in the flood.",
        "later-figure",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed 48 attacks on depots.",
        "conflict",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed 60 attacks on depots.",
        "conflict",
    ),
    Example(
        "Dozens of people were killed in the flood.",
        "Hundreds of people were killed in the flood.",
        "conflict",
    ),
    Example(
        "Anna Rost, 91, died on Monday.",
        "Anna Rost, 81, died on Monday.",
        "conflict",
    ),
    Example(
        "No deaths were reported.",
        "Two deaths were reported.",
        "conflict",
    ),
    Example(
        "The blast killed 12 people and injured 30.",
        "The blast killed 30 people and injured 12.",
        "conflict",
    ),
    Example(
        "The blast killed 12 people.",
        "The blast injured 30 people.",
        None,
    ),
    Example(
        "The fire killed 20 people.",
        "The fire killed 12 children.",
        None,
    ),
    Example(
        "12 people were killed in Halden.",
        "30 people were wounded in Torvale.",
        None,
    ),
    Example(
        "The firm earned $3 million this year.",
        "The firm earned $2 million a year earlier.",
        None,
    ),
    Example(
        "Prices rose 5 percent.",
        "Prices fell 7 percent.",
        None,
    ),
    Example(
        "Two officers were hurt in the raid.",
        "One of the two officers hurt in the raid has recovered.",
        None,
    ),
    Example(
        "Rost asked for $5 million for the bridge.",
        "The council granted $1 million for the bridge.",
        None,
    ),
    Example(
        "Rost won 11 percent of the vote.",
        "Holm won 6 percent of the vote.",
        None,
        known_failure="shares of two names face where each is the only one of its sentence",
    ),
    Example(
        "The plant has 300 male workers.",
        "The plant has 200 female workers.",
        None,
    ),
    Example(
        "The militia claimed 84 attacks.",
        "The militia condemned other attacks.",
        None,
    ),
    Example(
        "An F-16 crashed near Halden.",
        "An F-35 crashed near Halden.",
        None,
    ),
    Example(
        "Route 66 was closed.",
        "Route 12 was closed.",
        None,
    ),
)
