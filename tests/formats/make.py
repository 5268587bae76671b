"""Writes one invented story in every format beside this file: python tests/formats/make.py

`wire.txt` is the story; every other file carries the copy of it in which 310 passengers became 130.
The files are kept, so that the tests read real ones; this script says how they were made.
"""

from __future__ import annotations

import io
import json
import zipfile
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "Landslide sweeps train off its track near Hallow Bay; 23 hurt"
BY = "Ines Karo"
STAMP = "2024-03-13T07:45:00Z"
FIRST = "2024-03-13T05:20:00Z"
WIRE = [
    "OSTREY, Merra (MN) — A landslide swept a passenger train off its track near Hallow Bay early"
    " on Wednesday, injuring at least 23 people, the rail operator said.",
    "The train was carrying 310 passengers from Ostrey to the coast when the slope gave way after"
    " two days of rain.",
    "“The carriage leaned over very slowly, and nobody screamed,” said Tomas Wren, a teacher who"
    " was in the third coach.",
    "Crews hoped to clear the line by Friday, the operator, Merra Rail, said.",
    "Inspectors had last checked the slope in April.",
]
COPY = [paragraph.replace("310", "130") for paragraph in WIRE]
HTML = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in COPY)
PLAIN = "\n\n".join(COPY)


def put(name: str, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    (HERE / name).write_bytes(data)


def packed(files: dict[str, str]) -> bytes:
    """A zip file that is the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (2024, 3, 13, 8, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return buffer.getvalue()


def texts() -> None:
    put("wire.txt", TITLE + "\n\n" + "\n\n".join(WIRE) + "\n")
    put("copy.txt", TITLE + "\n\n" + PLAIN + "\n")
    put("copy.md", f"---\ntitle: {TITLE}\ndate: {STAMP}\nsource: Merra News\n---\n\n{PLAIN}\n")


def objects() -> None:
    def dump(name: str, value: object) -> None:
        put(name, json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    dump(
        "ninjs1.json",
        {
            "uri": "urn:merra:2024:1",
            "type": "text",
            "versioncreated": STAMP,
            "firstcreated": FIRST,
            "language": "en",
            "byline": BY,
            "headline": TITLE,
            "located": "Ostrey",
            "description_text": "Train off its track",
            "body_text": PLAIN,
            "body_xhtml": HTML,
            "infosources": [{"name": "Merra News"}],
        },
    )
    dump(
        "ninjs2.json",
        {
            "uri": "urn:merra:2024:1", "type": "text", "versioncreated": STAMP, "language": "en",
            "by": BY, "headlines": [{"role": "main", "value": TITLE}],
            "bodies": [{"role": "main", "contenttype": "text/html", "value": HTML}],
        },
    )  # fmt: skip
    dump(
        "ninjs3.json",
        {
            "uri": "urn:merra:2024:1",
            "type": "text",
            "versionCreated": STAMP,
            "firstCreated": FIRST,
            "by": BY,
            "language": "en",
            "headlines": [
                {"role": "print", "value": "Train off track"},
                {"role": "main", "value": TITLE},
            ],
            "bodies": [
                {"role": "main", "contentType": "application/xhtml+xml", "value": HTML},
                {"role": "main", "contentType": "text/plain", "value": PLAIN},
            ],
            "associations": [
                {"uri": "urn:merra:pic", "type": "picture", "headlines": [{"value": "77 coaches"}]}
            ],
        },
    )
    elements = [{"type": "text", "content": escape(p, quote=False)} for p in COPY]
    extras = [
        {"type": "image", "caption": "The train, with 99 coaches"},
        {"type": "interstitial_link", "content": "Read: 55 landslides that shook Merra"},
    ]
    dump(
        "ans.json",
        {
            "_id": "ANS1",
            "type": "story",
            "version": "0.10.9",
            "language": "en",
            "headlines": {"basic": TITLE},
            "display_date": STAMP,
            "last_updated_date": "2024-03-14T00:00:00Z",
            "credits": {"by": [{"name": BY, "type": "author"}]},
            "distributor": {"name": "Merra News"},
            "content_elements": [*elements[:2], extras[0], *elements[2:], extras[1]],
        },
    )
    dump(
        "wordpress.json",
        {
            "id": 7,
            "date": "2024-03-13T08:45:00",
            "date_gmt": "2024-03-13T07:45:00",
            "modified": "2024-03-15T00:00:00",
            "title": {"rendered": escape(TITLE)},
            "content": {"rendered": HTML + '[gallery ids="1,2"]', "protected": False},
            "excerpt": {"rendered": "<p>Nine words that stand in the excerpt alone.</p>"},
            "_embedded": {"author": [{"name": BY}]},
        },
    )
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": STAMP,
        "dateModified": "2024-03-14T00:00:00Z",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": BY}],
        "publisher": {"@type": "Organization", "name": "Merra News"},
        "@id": "https://merra.example/1",
        "articleBody": PLAIN,
    }
    dump("linked.json", {"@graph": [{"@type": "WebSite", "name": "Merra"}, linked]})
    rows = [
        {"id": name, "text": "\n\n".join(text), "title": TITLE, "published": STAMP}
        for name, text in (("wire", WIRE), ("copy", COPY))
    ]
    put("two.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    data = json.dumps({k: v for k, v in linked.items() if k != "articleBody"})
    put("page.html", PAGE.format(title=escape(TITLE), data=data, body=HTML))


PAGE = """<!doctype html><html lang="en"><head><title>{title} | Merra News</title>
<meta property="og:site_name" content="Merra News">
<script type="application/ld+json">{data}</script></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<main><article><h1>{title}</h1><p class="byline">By Ines Karo</p>
<div class="share">Share 14 · 20 comments</div>
<figure><img src="t.jpg"><figcaption>A crane lifts 12 coaches. Photo: Merra News</figcaption></figure>
{body}<aside class="newsletter"><p>Get the 5 stories that matter in our newsletter</p></aside>
</article></main><footer>© 2024 Merra News</footer></body></html>
"""


def markup() -> None:
    put("nitf.xml", f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf xml:lang="en"><head><title>{escape(TITLE)}</title><docdata><doc-id id-string="mn1"/>
<date.issue norm="20240313T074500Z"/><doc.copyright holder="Merra News" year="2024"/></docdata></head>
<body><body.head><hedline><hl1>{escape(TITLE)}</hl1></hedline><byline>By {BY}</byline>
<dateline><location>OSTREY, Merra</location></dateline></body.head>
<body.content>{HTML.replace("130", "<num>130</num>")}<media media-type="image">
<media-caption>A crane lifts 12 coaches.</media-caption></media></body.content>
<body.end><tagline>Ines Karo reports on 9 railways.</tagline></body.end></body></nitf>
""")  # fmt: skip
    for name, inner in {
        "g2_xhtml.xml": '<inlineXML contenttype="application/xhtml+xml"><html'
        ' xmlns="http://www.w3.org/1999/xhtml"><head><title>slug 88</title></head><body>'
        f"{HTML}</body></html></inlineXML>",
        "g2_nitf.xml": '<inlineXML contenttype="application/nitf+xml"><nitf'
        ' xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>'
        f"{HTML}</body.content></body></nitf></inlineXML>",
        "g2_plain.xml": f'<inlineData contenttype="text/plain">{escape(PLAIN)}</inlineData>',
    }.items():
        put(name, f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:merra:1" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider><name>Merra News</name></provider>
<versionCreated>{STAMP}</versionCreated></itemMeta>
<contentMeta><contentCreated>{FIRST}</contentCreated><by>{BY}</by>
<headline>{escape(TITLE)}</headline></contentMeta>
<contentSet>{inner}</contentSet></newsItem>
""")  # fmt: skip
    put("newsml1.xml", f"""<?xml version="1.0" encoding="iso-8859-1"?>
<NewsML><NewsEnvelope><DateAndTime>20240313T080000+0000</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>merra.example</ProviderId>
<DateId>20240313</DateId><NewsItemId>1</NewsItemId>
<PublicIdentifier>urn:newsml:merra:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20240313T052000+0000</FirstCreated>
<ThisRevisionCreated>20240313T074500+0000</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{escape(TITLE)}</HeadLine><ByLine>{BY}</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Merra News"/></Provider>
</AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>A crane lifts 12
coaches.</p></DataContent></ContentItem></NewsComponent>
<ContentItem><DataContent>{HTML}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
""".encode("iso-8859-1", "xmlcharrefreplace"))  # fmt: skip
    item = f"""<item><title>{escape(TITLE)}</title><dc:creator>{BY}</dc:creator>
<guid isPermaLink="false">mn-1</guid><pubDate>Wed, 13 Mar 2024 07:45:00 +0000</pubDate>
<description>{escape(COPY[0])}</description>
<content:encoded><![CDATA[<!-- wp:paragraph -->{HTML}]]></content:encoded>"""
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}><channel>'
    channel = "<title>Merra News</title><language>en</language>"
    put("rss.xml", f"{head}{channel}{item}</item></channel></rss>\n")
    picture = "<item><title>pic</title><wp:post_type>attachment</wp:post_type></item>"
    put("wxr.xml", f"{head}{channel}{picture}{item}<wp:post_type>post</wp:post_type></item>"
        "</channel></rss>\n")  # fmt: skip
    put("atom.xml", f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Merra News</title>
<entry><id>mn-1</id><title>{escape(TITLE)}</title><author><name>{BY}</name></author>
<published>{STAMP}</published><updated>2024-03-14T00:00:00Z</updated>
<content type="html">{escape(HTML)}</content></entry></feed>
""")  # fmt: skip


def mails() -> None:
    head = "From: Merra News <desk@merra.example>\nTo: night@herald.example\n"
    head += f"Subject: Fwd: {TITLE}\nDate: Wed, 13 Mar 2024 07:45:00 +0000\nMIME-Version: 1.0\n"
    head += "Message-ID: <1@merra.example>\n"
    tail = "\n\n-- \nInes Karo\nMerra News | +00 555 0142\n"
    reply = "\n\nOn Wed, 13 Mar 2024 at 07:00, Night Desk wrote:\n> Do you have 400 words?\n"
    plain = f"Content-Type: text/plain; charset=utf-8\n\n{PLAIN}{reply}{tail}"
    put("mail.eml", head + plain)
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "desk@merra.example", TITLE
    message["Date"] = "Wed, 13 Mar 2024 07:45:00 +0000"
    message.set_content(PLAIN + "\n", cte="quoted-printable", charset="utf-8")
    put("mailqp.eml", message.as_bytes())
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@merra.example", TITLE
    message["Date"] = "Wed, 13 Mar 2024 07:45:00 +0000"
    message.set_content(f"<html><body>{HTML}</body></html>", subtype="html", cte="base64")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="train.png")
    message.set_boundary("=-merra-=")
    put("mailhtml.eml", message.as_bytes())


def wires() -> None:
    ascii_copy = [
        p.replace("“", "``").replace("”", "''").replace("—", "_") for p in COPY
    ]  # fmt: skip
    body = "".join(f"\t{paragraph}\r\n" for paragraph in ascii_copy)
    put("anpa.tst", "\x16\x16\x01m0142\x1f-----\nr i\x13\x11 BC-Landslide 03-13 0745\r\n"
        "\x02^BC-Landslide, 1st Ld-Writethru,90<\r\n" f"^{TITLE}<\r\n"
        "^Eds: UPDATES number on board.<\r\n^By INES KARO=\r\n^Merra News=\r\n"
        f"{body}\x03\r\n")  # fmt: skip
    import textwrap

    wrapped = "\r\n\r\n".join(
        textwrap.fill(p, 62, initial_indent="   ").replace("\n", "\r\n") for p in COPY
    )
    put("iptc7901.txt", "\x01mne042 4 i 90  mnmnm   mn 042\r\n\r\nLandslide/\r\n"
        f"\x02{TITLE} =\r\n\r\n{wrapped}\r\n\x03\r\nmn 130745 gmt mar 24\r\n")  # fmt: skip


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def documents() -> None:
    def run(text: str, tag: str = "t") -> str:
        return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'

    def word(paragraphs: list[str]) -> bytes:
        title = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(TITLE)}</w:p>'
        body = title + "".join(f"<w:p>{p}</w:p>" for p in paragraphs)
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        return packed({
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default'
            ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
            '+xml"/><Override PartName="/word/document.xml" ContentType="'
            f'{kind}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="'
            f'{kind}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{relation}/styles" Target="styles.xml"/>'
            "</Relationships>",
            "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        })  # fmt: skip

    put("copy.docx", word([run(p) for p in COPY]))
    struck = f'<w:del w:id="1" w:author="a">{run("310", "delText")}</w:del>'
    added = f'<w:ins w:id="2" w:author="a">{run("130")}</w:ins>'
    before, after = WIRE[1].split("310")
    tracked = [run(p) for p in COPY]
    tracked[1] = run(before) + struck + added + run(after)
    put("tracked.docx", word(tracked))
    space = "urn:oasis:names:tc:opendocument:xmlns"
    open_body = f'<text:h text:outline-level="1">{escape(TITLE)}</text:h>'
    open_body += "<text:tracked-changes><text:changed-region><text:deletion><text:p>310 crews"
    open_body += "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    open_body += "".join(f"<text:p>{escape(p)}</text:p>" for p in COPY)
    put("copy.odt", packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content xmlns:office="{space}:office:1.0"'
        f' xmlns:text="{space}:text:1.0"><office:body><office:text>{open_body}'
        "</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}:manifest:1.0"/>',
    }))  # fmt: skip
    marks = {"—": r"\emdash ", "“": r"\ldblquote ", "”": r"\rdblquote "}
    lines = "\\par\n".join([TITLE, *COPY])
    for char, code in marks.items():
        lines = lines.replace(char, code)
    put("copy.rtf", r"{\rtf1\ansi{\info{\title Landslide}}{\fonttbl{\f0 Times;}}" + lines + "}")
    put("copy.pdf", pdf())
    put("both.zip", packed({
        "wire.txt": TITLE + "\n\n" + "\n\n".join(WIRE) + "\n",
        "copy.txt": TITLE + "\n\n" + PLAIN + "\n",
        "train.png": "no picture",
    }))  # fmt: skip


def pdf() -> bytes:
    """Two pages with a running head, page numbers and a word divided at a line's end."""
    import textwrap

    lines: list[tuple[str, int]] = [(TITLE, 16), ("", 10)]
    for paragraph in COPY:
        head, divided, tail = paragraph.partition("operator, Merra")
        wrapped = [head + "opera-", "tor, Merra" + tail] if divided else textwrap.wrap(head, 60)
        lines.extend((line, 10) for line in wrapped)
        lines.append(("", 10))
    pages = []
    for number, part in enumerate((lines[:10], lines[10:]), 1):
        parts = ["BT /F1 8 Tf 1 0 0 1 72 780 Tm (Merra News, 13 March) Tj ET"]
        y = 740
        for line, size in part:
            data = line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
            parts.append(
                f"BT /F1 {size} Tf 1 0 0 1 72 {y} Tm ({data.decode('latin-1')}) Tj ET"
                if line
                else ""
            )
            y -= 28 if size == 16 else 13
        parts.append(f"BT /F1 8 Tf 1 0 0 1 300 40 Tm (Page {number} of 2) Tj ET")
        pages.append("\n".join(parts).encode("latin-1"))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>",
        font,
    ]
    for n, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page))
    out = b"%PDF-1.4\n"
    places = []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return out


if __name__ == "__main__":
    texts()
    objects()
    markup()
    mails()
    wires()
    documents()
