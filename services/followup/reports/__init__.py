"""CTED's reports to the CTC, after which a cycle can end (OP16). Pure."""
