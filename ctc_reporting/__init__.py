"""What is installed: one name, beside the packages of others.

The product's folders lie inside this one after an installation, and beside it in a clone. See decision 50.
"""
