"""One module per family of formats: bytes in, `Item`s out.

`sniff` tells a file's format by its content, then by its name. Every reader gives the headline, the
byline, the paragraphs, the date, the source, the language and the id that the format has; `item`
makes an article of them. What a reader can't read is an `InputError` of one line.
"""
