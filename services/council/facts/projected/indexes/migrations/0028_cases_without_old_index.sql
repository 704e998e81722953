-- `cases_latest` serves. A file of its own, as 0027.
drop index cases_recommendation;
