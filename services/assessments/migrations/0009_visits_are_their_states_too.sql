-- A State sees its own visits from the plan on, as it sees them in its file: "committee" is the Committee, and a State
-- for its own.
update visits set parties = array['state:' || state] where parties <> array['state:' || state];
