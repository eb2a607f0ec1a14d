"""An assignment: a TOML file with a title, items, points, a rubric, visibility and limits.

items.py     what an item is, by kind
reading.py   the file, and an error with a line and a remedy where it is malformed
fields.py    the fields of an item, and the law each keeps
texts.py     what no text of a sheet may hold
places.py    on which line a key stands
"""
