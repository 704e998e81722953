-- `disclosures_latest` serves. A file of its own: with a lesser lock held, council waits for this, and this for council.
drop index disclosures_thing;
