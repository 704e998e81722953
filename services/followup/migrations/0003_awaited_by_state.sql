-- A response waits for a cycle of its own State: of another State's nobody learns that there is one.

update waiting_notices set awaits = awaits || ' ' || (taken_in::jsonb -> 'notice' ->> 'state');
