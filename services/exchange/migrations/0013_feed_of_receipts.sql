-- `GET /receipts/feed` reads the receipts of a source in the order of the journal.
create index journal_receipts on journal (subject, position) where topic = 'ctc.receipts';
