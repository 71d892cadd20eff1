"""Official papers as PDF: `text` shapes Thai, `kit` lays out pages, `render` shows them; one file a paper beside these.

Nothing outside this room imports it at module level: start-up must not wait for the PDF writer.
"""
