"""Charts as drawings of texts, bars and lines, one for all forms. Pure.

A drawing is as narrow as a phone, and its texts are large enough there. Lengths are in units, 360 to its width. It
consists of strips, between which a page may end. For a language from right to left all is mirrored.
"""
