"""The digest in words: a sheet of sections, and that sheet as a page, as text and as HTML."""
