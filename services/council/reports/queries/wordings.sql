-- The words in which findings say what provision they are about.
select distinct provision from council_projected.findings
