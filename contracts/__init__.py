"""Everything that crosses a boundary: models of events, ids, audiences, envelopes."""
