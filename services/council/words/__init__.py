"""The words of reports in the six official languages: Fluent files, and the one class that says them. Pure.

`LANGUAGE/*.ftl` holds messages. Nobody makes a sentence in Python: code names a message and brings its
arguments. `checking.py` finds what is missing before a reader does.
"""
