"""Typst, as forms use it: pages as PDF, drawings as pictures. Pure.

Data goes to the templates as JSON, so that nothing in it can be read as markup. What Typst warns of is an error.
"""
