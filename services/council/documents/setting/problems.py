"""Why a document cannot be set. Pure."""


class CannotBeSet(Exception):
    """A character is in no font, or no file of this form can hold it; or Typst warns of something else, or panics."""
