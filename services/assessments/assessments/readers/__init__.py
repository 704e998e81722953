"""Who may have a part of a report (OP19). A part is a finding or a recommendation. Decision 99 says why. Pure.

Each file answers one question, in the order in which a part meets them:

- `levels.py`: which of two audiences has fewer readers?
- `arrival.py`: who may have a part when it comes?
- `same_findings.py`: which findings of a correction did the report have before?
- `words.py`: what does a part say?
- `closed_words.py`: for whom were these words until now?
- `correction.py`: who may have each part after a correction?
- `widening.py`: would a correction give a part to more readers? That is refused.
- `consent.py`: does the State's word cover a decision that opens a part?
- `closing.py`: who keeps what is withdrawn or closed?

A decision is made beside this folder: `services/assessments/disclosure.py` says what a decision is, `disclosing.py`
carries it out, and `services/assessments/report_consents/narrowing.py` makes it of the State's own word.
"""
