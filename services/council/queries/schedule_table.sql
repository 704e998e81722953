select schedule.visit_id as id, schedule.state, kind, planned_start, agreed_on, events.data
from schedule join council_projected.events on events.id = schedule.event_id
order by planned_start collate "C", schedule.visit_id collate "C" limit :most::bigint
