"""The furniture of pages: lines around a story that are no copy.

Share and comment counts, reading times, picture credits, boxes for newsletters, cookie lines,
links to other stories, time stamps of live blogs. A pattern must match a whole sentence; most of
them only where that is a whole paragraph, because "14 comments" in running text is a fact. Every
pattern is bounded, so that a text is matched in linear time.
"""

from __future__ import annotations

import re
from typing import Final

_COUNT: Final = r"\d[\d,.]{0,8}\s?[km]?"
_COUNTED: Final = (
    r"(?:comments?|shares?|likes?|views?|reactions?|replies|retweets?|reads?|upvotes?|claps?)"
)
_DEED: Final = (
    r"(?:share|tweet|e-?mail|print|save|copy\s+link|bookmark|like|listen|facebook|twitter|x|"
    r"whatsapp|linkedin|reddit|pinterest|telegram|messenger|link\s+copied|comments?|pin|post)"
)
_SITES: Final = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|instagram|e-?mail|flipboard"
    r"|google(?:\s+news)?|social\s+media|bluesky|threads)"
)

# Paragraphs of their own.
_ALONE: Final = re.compile(
    rf"""
      {_COUNT}\s+{_COUNTED} | {_COUNTED}\s*[:(]?\s*{_COUNT}\)?
    | (?:{_DEED}(?:\s+{_COUNT})?\s*[|,·•/&-]*\s*){{2,8}} (?:{_COUNT}\s+{_COUNTED})?
    | {_DEED}\s*[·•|]?\s*{_COUNT}(?:\s+{_COUNTED})?(?:\s*[·•|]\s*{_COUNT}\s+{_COUNTED})?
    | (?:share|post|tweet|send|pin)\s+(?:this(?:\s+(?:article|story|page|post))?\s+)?
      (?:(?:on|via|to|by|with|using)\s+)?{_SITES}(?:\s.{{0,40}})?
    | (?:leave|add|post|view|read|see|show|join|hide)\s+(?:a\s+|the\s+|all\s+)?(?:\d+\s+)?
      (?:comments?|conversation|discussion)
    | be\s+the\s+first\s+to\s+comment\.?
    | (?:estimated\s+)?(?:read(?:ing)?\s+time\s*[:·-]?\s*)\d{{1,2}}\s*-?\s*min(?:ute)?s?\.?
    | (?:a\s+)?\d{{1,2}}\s*-?\s*min(?:ute)?s?\.?\s+(?:to\s+)?(?:read|listen|watch)
    | (?:listen|watch)(?:\s+(?:to\s+)?(?:this\s+)?(?:article|story|episode|now|live))?
      (?:\s+.{{0,20}})?\d{{1,2}}(?::\d\d|\s*min(?:ute)?s?)
    | listen\s+to\s+(?:this\s+)?(?:article|story)\.?
    | (?:skip|jump)\s+
      (?:to\s+(?:main\s+)?(?:content|navigation|comments)|past\s+.{{1,60}}|ad.{{0,20}})
    | (?:scroll|swipe)\s+(?:down\s+)?(?:to|for)\s+(?:continue|read|more|see)\b.{{0,60}}
    | advertisement\b.{{0,60}}
    | (?:this\s+)?(?:article|story)\s+continues\s+(?:below|after)\b.{{0,60}}
    | (?:you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)
      |what\s+to\s+read\s+next|read\s+next|up\s+next|editor['’]?s['’]?\s+picks?|trending(?:\s+(?:now|stories|news))?|related\s+topics?
      |most\s+(?:read|popular|viewed|shared)(?:\s+.{{0,30}})?|recommended(?:\s+for\s+you)?
      |don['’]t\s+miss|top\s+stories|more\s+(?:on|from)\s+.{{1,50}}|in\s+this\s+(?:article|story)
      |around\s+the\s+web|from\s+our\s+partners|latest\s+(?:news|stories|headlines))\s*:?
    | (?:topics?|tags?|filed\s+under|categories|keywords|sections?)\s*:\s*.{{1,160}}
    | (?:accept|reject|manage|allow)\s+(?:all\s+)?(?:optional\s+)?cookies(?:\s.{{0,40}})?
    | cookies?\s+(?:policy|settings|preferences|notice|consent).{{0,40}}
    | (?:enter|your)\s+(?:your\s+)?e-?mail(?:\s+address)?.{{0,60}}
    | (?:show|view|hide)\s+(?:key\s+events|more|all|less|gallery|caption|image)\b.{{0,40}}
    | (?:hide|toggle|open|view)\s+(?:caption|image|photo|gallery)(?:\s+.{{0,40}})?
    | key\s+(?:events|points|moments) | pinned | live(?:\s+(?:updates|blog|reporting|feed))?
    | (?:log|sign)\s?in(?:\s+.{{0,40}})? | create\s+(?:an?\s+)?(?:free\s+)?account.{{0,40}}
    | image\s+(?:source|caption|credit)\s*,?.{{0,200}}
    | (?:latest|last)\s+updated?\s*:?\s+.{{0,50}}\d.{{0,8}}
    | .{{0,400}}\.\.\.+\s*(?:more|read\s+more|continue\s+reading)
    | \[[^\[\]]{{4,160}}\]
    | (?:ap|afp|reuters|epa|pa|getty(?:\s+images)?|shutterstock|handout|file\s+photo)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A caption with its credit at the end, in brackets or behind a colon; FILE opens an old picture's.
_CAPTION: Final = re.compile(
    r"""
      [^()]{0,560}\(\s*(?:[A-Z][\w.]{0,20}\s+){0,4}?(?i:photos?|pictures?|images?|courtesy|file\s+photo
      |photograph|credit)\b[^()]{0,140}\)\.?
    | FILE(?:\s+PHOTO)?\s*[-–—:]\s.{1,580}
    | .{0,300}[.\s](?:Photo(?:graph)?|Picture|Image|Credit|Photo\s+[Cc]redit)s?
      \s*(?::|by|courtesy\sof)\s[^.]{1,100}
    """,
    re.VERBOSE,
)
# Sentences that say so wherever they stand.
_ANYWHERE: Final = re.compile(
    r"""
      (?:we|this\s+(?:web\s?)?(?:site|page)|our\s+(?:web\s?)?(?:site|partners)|by\s+(?:continuing|using
      |clicking|signing|submitting|subscribing))\b.{0,160}\b(?:cookies|privacy\s+(?:policy|notice)
      |terms\s+of\s+(?:use|service))\b.{0,300}
    | (?:please\s+)?(?:sign\s+up|subscribe|register)\b.{0,160}
      \b(?:newsletters?|e-?mails?|alerts?)\b.{0,140}
    | (?:get|receive|have|want)\b.{0,140}
      \b(?:(?:delivered|sent|straight|direct(?:ly)?)\s+(?:to|into)\s+your\s+phone
      |(?:to|in|into)\s+your\s+(?:inbox|e-?mail|mailbox))\b.{0,80}
    | (?:follow|contact|find|join)\s+us(?:\s+on)?\s*:\s.{0,160}
    | .{0,120}\b(?:click|tap)\s+(?:here|below)\s+(?:to|for)\b.{0,120}
    | .{0,60}\b(?:pop|enter|put)\s+your\s+e-?mail\b.{0,160}
    | (?:feel\s+free\s+to\s+|please\s+)?send\s+us\s+your\s+(?:comments|feedback|stories)\b.{0,100}
    | (?:thank\s+you|thanks)\s+for\s+(?:signing\s+up|subscribing|reading)\b.{0,80}
    | (?:already\s+)?a\s+subscriber\?.{0,60}
    | (?:to\s+)?(?:read|continue\s+reading)\s+(?:the\s+full\s+|this\s+)?(?:article|story)?,?\s*
      (?:please\s+)?(?:subscribe|sign\s+in|log\s+in)\b.{0,80}
    | (?:support|donate\s+to)\s+(?:our|independent)\s+journalism\b.{0,120}
    | (?:have|got)\s+a\s+(?:story|tip|news\s+tip)(?:\s+.{0,60})?\?.{0,160}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# When an entry of a live blog was put up: a time of day, or how long ago.
_CLOCK: Final = re.compile(
    r"""
      (?:at\s+)?\d{1,2}(?::\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|(?:\.\d\d)?\s*[ap]\.?m\.?)
      (?:\s*\(?(?:gmt|utc|bst|cet|cest|est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|ist|aest|aedt)\)?)?
    | (?:(?:last\s+|first\s+)?(?:updated|published|posted|modified)\s*:?\s*)?
      (?:an?|\d{1,3})\s*(?:s|m|h|d|w|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?)\s+ago
    | just\s+now | (?:updated|published|posted)\s*:?
    """,
    re.IGNORECASE | re.VERBOSE,
)


# "By Jane Roe, August 14, 2020 2:30 pm", "WASHINGTON —"
_BYLINE: Final = re.compile(
    r"""
      [Bb][Yy]\s+(?:[A-Z][\w.'’-]{0,30}\s?){1,5}[,|·•-]?\s+(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s)?
      (?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4})
      .{0,40}
    | [A-Z][A-Z .,'’-]{2,40}\s*[–—-]+
    """,
    re.VERBOSE,
)


def is_caption(text: str) -> bool:
    """Whether a paragraph is a caption with its credit."""
    return _CAPTION.fullmatch(text) is not None


def is_furniture(text: str, alone: bool) -> bool:
    """Whether a sentence of bounded length is no copy. `alone`: it is a whole paragraph."""
    if _ANYWHERE.fullmatch(text):
        return True
    return alone and any(p.fullmatch(text) is not None for p in (_ALONE, _CAPTION, _CLOCK, _BYLINE))
