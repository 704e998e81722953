"""What becomes of a report before its readers have it: drafted, considered, adopted, transmitted. Pure, but `making.py`
and `http.py`.
"""
