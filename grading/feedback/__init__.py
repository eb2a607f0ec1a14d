"""What is said about a submission, and to whom: pure functions of reports.

shown.py              which items a copy shows, and whether with their outcome
hostile.py            text of a student's, made harmless for Markdown, HTML and a terminal
markdown.py           a copy in Markdown
page.py               a copy as one HTML page
gradescope.py         results.json of Gradescope, and the failing one that is written first
gradescope_format.py  its published specification as a table, and what a file breaks of it
mark_book.py          one row a submission, as CSV
item_analysis.py      how an item fared in a class, and which mistake how often
"""
