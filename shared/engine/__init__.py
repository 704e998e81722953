"""The way in which anything changes.

From the ground up; each part imports only from those before it:

- `refusal`, `known`, `port`, `principals`, `deadline`, `time`: the words of rules, the port to a transport, days;
- `rules`: triggers, changes, and what a rule is;
- `service`, `outcomes`, `decided`: what a service is, and what becomes of a trigger;
- `preparing`: what a batch needs to know; `deciding`: the batch decided in order; both pure;
- `storage`: what a service keeps, in SQL;
- `handler`: one batch, one transaction; `memory`: the same without a database, for tests;
- `notices`, `imports`: what others send, as messages and as files;
- `repairs`: what operators do afterwards;
- `running`: the loops of a service at work.
"""
