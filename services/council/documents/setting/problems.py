"""Why a document cannot be set. Pure."""


class CannotBeSet(Exception):
    """A character is in none of the fonts, or no file of this form can hold it; or Typst warns of something else."""
