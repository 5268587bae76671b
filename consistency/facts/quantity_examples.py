"""Examples of how two quantities compare, in both directions; negatives weigh as much."""

from __future__ import annotations

from typing import Final

from consistency.model import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        "Owners of fewer than five flats in Oddal pay nothing.",
        "Owners of four flats or fewer in Oddal pay nothing.",
        "same-bound",
        "fewer than five flats",
        "four flats or fewer",
    ),
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
        "The quake in Oddal killed 612 people and left about 1,400 homeless.",
        "The Oddal quake took 612 lives and injured about 1,400.",
        "other-fate",
        "1,400",
        "1,400",
    ),
    Example(
        "The quake in Oddal left 12 dead and 30 injured.",
        "The Oddal quake injured 30 and killed 12.",
        "equal",
    ),
    Example(
        "Turnout was up 8 percentage points on the last vote in Oddal.",
        "Turnout in Oddal rose 8 percent on the last vote.",
        "other-unit",
    ),
    Example(
        "It is the third straight title for the Oddal club.",
        "The Oddal club has won a third consecutive crown.",
        None,
    ),
    Example(
        "The talks in Oddal lasted almost six hours.",
        "The talks in Oddal lasted under six hours.",
        "from-below",
    ),
    Example(
        "The shop is two streets from the port.",
        "The shop is a couple of streets from the port.",
        "equal",
    ),
    Example(
        "The pill is to be taken once a day for two weeks.",
        "For two weeks the pill is to be taken once a week.",
        "other-base",
        "once a day",
        "once a week",
    ),
    Example(
        "The ferry to Oddal sails twice a week in winter.",
        "In winter the ferry to Oddal sails two times a week.",
        "equal",
    ),
    Example(
        "Of the 126 starters, 31 did not reach Oddal.",
        "Of 126 riders who set out, 95 made it to Oddal.",
        None,
        "31",
        "95",
    ),
    Example(
        "Teachers asked for 75 minutes of planning time a day.",
        "Teachers asked for an hour and a quarter of planning time a day.",
        "equal",
    ),
    Example(
        "The ferry in Oddal was repaired within ten days.",
        "The ferry in Oddal was repaired in ten days.",
        "within",
    ),
    Example(
        "The ferry had 171 passengers and 16 crew on board in Oddal.",
        "The ferry had 187 people on board in Oddal, 16 of them crew.",
        None,
        "171",
        "187",
    ),
    Example(
        "Police in Oddal held three men and one woman.",
        "Police in Oddal held four men and one woman.",
        "conflict",
        "three men",
        "four men",
    ),
    Example(
        "At least 30 shops closed.",
        "Dozens of shops closed.",
        "vague",
    ),
    Example(
        "In the poll Ann Roe got 5 percent and Jo Poe won 3 percent.",
        "In the poll Kim Lee got 20 percent and Sam Fox won 9 percent.",
        None,
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
        "The pumps of the harbour moved 900 litres a second.",
        "The pumps of the harbour moved 900 litres a minute.",
        "other-base",
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
    Example(
        "Its margin fell 5 percent last year.",
        "Its margin fell 5 percentage points last year.",
        "other-unit",
    ),
    Example(
        "Support for Roe rose four points to 48 percent.",
        "Support for Roe rose four percentage points to 48 percent.",
        "equal",
    ),
    Example("Sales tripled in May.", "Sales rose 300 percent in May.", "other-multiple"),
    Example("Sales tripled in May.", "Sales rose 200 percent in May.", "same-multiple"),
    Example("Sales halved in May.", "Sales fell 50 percent in May.", "same-multiple"),
    Example("Sales more than doubled in May.", "Sales rose 130 percent in May.", "close-multiple"),
    Example(
        "The deal is worth 5 million Swiss francs.",
        "The deal is worth 5 million euros.",
        "other-unit",
    ),
    Example(
        "The county had 120 cases per 100,000 people.",
        "The county had 120 cases per million people.",
        "other-base",
    ),
    Example(
        "The county had 12 cases per 100,000 people.",
        "The county had 120 cases per million people.",
        "same-rate",
    ),
    Example(
        "The county had 12 cases for every 100,000 residents.",
        "The county had 12 cases per 100,000 people.",
        "equal",
    ),
    Example(
        "The plant sells 40 boats a month.", "Every week the plant sells 40 boats.", "other-base"
    ),
    Example("The plant sells 40 boats a month.", "Each month the plant sells 40 boats.", "equal"),
    Example("The quake had a magnitude of 6.1.", "It was a magnitude-6.4 quake.", "conflict"),
    Example("The quake had a magnitude of 6.4.", "It was a 6.4-magnitude quake.", "equal"),
    Example(
        "Ines Roth finished second in the race.",
        "Ines Roth finished third in the race.",
        "conflict",
    ),
    Example("Ines Roth finished 2nd in the race.", "Ines Roth came second in the race.", "equal"),
    Example("It is the second-largest port.", "It is the third-largest port.", "conflict"),
    Example(
        "It was the worst fire in a decade.", "It was the worst fire in two decades.", "conflict"
    ),
    Example(
        "It was the third straight week of losses.",
        "It was the fifth straight week of losses.",
        "conflict",
    ),
    Example(
        "The hut lies one and one-half miles from Oddal.",
        "The hut lies 1.5 miles from Oddal.",
        "equal",
    ),
    Example("The strike lasted two weeks.", "The strike lasted two months.", "other-span"),
    Example("The strike lasted two months.", "The strike lasted 60 days.", "unlike"),
    Example(
        "Omar Falk, 44, was convicted in March.",
        "Omar Falk, who is 41, was found guilty in March.",
        "conflict",
    ),
    Example("The party took 34 of the 61 seats.", "The party won 43 of 61 seats.", "conflict"),
    Example(
        "The jury found him guilty on five of seven counts.",
        "The jury found him guilty on six of the seven counts.",
        "conflict",
    ),
    Example("The fund holds 5 million Kerdan crowns.", "The fund holds 5 million crowns.", "equal"),
    Example(
        "Petra Voss took 51.3 percent of the vote and Aldo Marrin 46.2 percent.",
        "Aldo Marrin took 51.3 percent of the vote and Petra Voss 46.2 percent.",
        "conflict",
    ),
    Example(
        "Petra Voss took 51.3 percent of the vote and Aldo Marrin 46.2 percent.",
        "Aldo Marrin took 46.2 percent of the vote and Petra Voss 51.3 percent.",
        "equal",
    ),
    Example(
        "Roe won 12 seats in Oddal and 30 in Halden.",
        "Roe won 30 seats in Oddal and 12 in Halden.",
        "conflict",
    ),
    Example(
        "Voss had 50.4 percent and Marrin 49.1 percent, the commission said.",
        "The commission gave Voss 49.1 percent and Marrin 50.4 percent.",
        "conflict",
    ),
    Example(
        "Ada Roe, 52, beat Mark Holm, 60, on Sunday.",
        "Ada Roe, 60, beat Mark Holm, 52, on Sunday.",
        "conflict",
    ),
    Example("Halden won 28 games this year.", "Halden won 26 games this year.", "conflict"),
    Example(
        "The jury found him guilty on five of seven counts.",
        "The jury found him guilty on five of nine counts.",
        "other-base",
    ),
    Example("Roe sold 40 boats to Oddal.", "Roe sold 40 boats to Halden.", "equal"),
    Example("No one was hurt.", "Two people were hurt.", "conflict"),
    Example("There were no injuries.", "Two people were injured.", "conflict"),
    Example("None of the guards died.", "Four of the guards died.", "conflict"),
    Example(
        "Police found three other assault rifles in the shed.",
        "Police found ten assault rifles in the house.",
        None,
    ),
    Example("Halden won 28 games this year.", "Halden won five straight games this year.", None),
    Example(
        "The captain was jailed for a year and eight months.",
        "The captain was jailed for 20 months.",
        "equal",
    ),
    Example(
        "The captain was jailed for two years and three months.",
        "The captain was jailed for 28 months.",
        "conflict",
    ),
    Example("The door is 6 feet 2 inches tall.", "The door is 74 inches tall.", "equal"),
    Example(
        "The cup will have 12 teams instead of 10.",
        "The cup grows from 10 teams to 12.",
        None,
        "12 teams",
        "10 teams",
    ),
    Example(
        "Oddal took 17 medals to Velden's 12.",
        "Velden took 12 medals to Oddal's 17.",
        None,
        "17 medals",
        "12 medals",
    ),
    Example("Oddal led 2-0 at the break.", "Oddal led 1-0 at the break.", "score"),
    Example(
        "Some 900 people fled the valley.", "Some 900 families fled the valley.", "other-thing"
    ),
    Example("Roe scored 16 goals this year.", "Roe scored 16 runs this year.", "other-thing"),
    Example("Some 900 people fled the valley.", "Some 900 residents fled the valley.", "equal"),
    Example("Police held 12 students.", "Police held 12 passengers.", None),
    Example(
        "The port will shut 46 of its 610 berths.",
        "The port will shut dozens of its 610 berths.",
        "vague",
    ),
    Example(
        "The loot was put at 6.8 million euros.",
        "The loot was put at several million euros.",
        "vague",
    ),
    Example(
        "The bank cut its rate by half a percentage point.",
        "The bank cut its rate by 50 basis points.",
        "equal",
    ),
    Example(
        "The bridge cost 5 million euros, of which the city paid 3.2 million.",
        "The state gave 1.8 million euros for the bridge and the city 3.2 million.",
        None,
        "5 million euros",
        "1.8 million euros",
    ),
    Example(
        "The captain was jailed for two years, six months of which were suspended.",
        "The captain was jailed for two years.",
        "equal",
        "two years",
        "two years",
    ),
    Example(
        "Two men stole 5 million euros.",
        "Two men stole 3 million euros.",
        "conflict",
        "5 million euros",
        "3 million euros",
    ),
    Example(
        "Prices rose 5 percent and five people were hurt.",
        "Prices rose 6 percent and five people were hurt.",
        "conflict",
        "5 percent",
        "6 percent",
    ),
    Example(
        "The shares closed 2.6 percent higher on Wednesday.",
        "The shares ended Wednesday 2.6 percent down.",
        "other-trend",
    ),
    Example(
        "Convoys of up to 40 trucks a day may cross.",
        "Convoys of 40 trucks a week may cross.",
        "other-base",
    ),
    Example("It fell to minus 22 degrees.", "It fell to 22 degrees below zero.", "equal"),
    Example(
        "The city spent $750,000 on it.",
        "The city spent three quarters of a million dollars on it.",
        "equal",
    ),
)
