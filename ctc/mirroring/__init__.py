"""A directory that has each edition of reports as a file, as its reader may see it: `ctc report mirror`."""
