"""The Thai text layer: what is drawn looks right, and what is copied from the PDF is exactly what was put in.

HarfBuzz shapes the text. Every grapheme cluster (a letter with its vowel and tone marks) becomes one glyph of the
embedded font, a composite baked when the document is written, whose ToUnicode entry is the cluster's own characters.
So no reader can take marks apart or put them in another order.

- `fonts`: which font files papers use, and the size at which each means "16 point"
- `shaping`: text to clusters and widths; kept for the whole process
- `drawing`: the text of one page as PDF operators
- `embedding`: the font of one document with just the clusters it uses
- `document`: the PDF file itself
- `lines`: lines of a paragraph, spread the Thai way
"""
