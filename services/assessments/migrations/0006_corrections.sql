-- The originals of corrected reports are for the Committee and the State: whoever was named beside the report's
-- audience could read in them what was kept from him in the report itself.
update corrections set parties = array['state:' || state];
