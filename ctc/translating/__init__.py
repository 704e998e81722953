"""Words on their way to translators and back: XLIFF 2.0, one file a language."""
