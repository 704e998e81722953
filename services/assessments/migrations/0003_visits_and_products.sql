-- Guests, merged and cancelled visits, overlaps, stages, assistance, what comes from follow-up, products.

-- Guests are the one truth; the old columns stay for the version before, and are written no more.
alter table visits add column guests jsonb not null default '[]';
alter table visits alter column invited set default '{}', alter column participants set default '{}';
-- Of what sector an old guest is was not asked; those invited as a rule were the Compact's members (OP5).
update visits set guests = coalesce((
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'body', guest, 'sector', 'compact', 'came', case when guest = any(participants) then true end
    )) order by guest collate "C")
    from (select distinct unnest(invited || participants) as guest) as guests
), '[]');

alter table visits
    add column cancelled_on date,
    add column cancelled_because text collate "C",
    add column merged_into text collate "C",
    add column assessment_ids text[] not null default '{}',
    add column awaits_report_since date;
update visits set assessment_ids = array(
    select id from assessments where visit_id = visits.id and status = 'completed' order by id
) where status = 'completed';
-- The last day of the last component, which may be known by its month or year only.
update visits set awaits_report_since = (
    select max(case length(day)
        when 4 then (day || '-12-31')::date
        when 7 then ((day || '-01')::date + interval '1 month' - interval '1 day')::date
        else day::date end)
    from (select coalesce(part->>'end', part->>'start') as day from jsonb_array_elements(components) as part) as days
) where status = 'completed' and body = 'CTED' and kind <> 'advocacy' and assessment_ids = '{}';
create index visits_awaiting_report on visits (awaits_report_since) where awaits_report_since is not null;
create index assessments_visit on assessments (visit_id) where visit_id is not null;

create table merged_visits (
    id text collate "C" primary key,
    visit_id text collate "C" not null,
    state text collate "C" not null,
    decided_by text collate "C" not null,
    decided_on date not null,
    reason text collate "C",
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index merged_visits_visit on merged_visits (visit_id);

create table visit_overlaps (
    id text collate "C" primary key,
    state text collate "C" not null,
    visit_id text collate "C" not null,
    body text collate "C" not null,
    start text collate "C" not null,
    other_visit_id text collate "C" not null,
    other_body text collate "C" not null,
    other_start text collate "C" not null,
    status text collate "C" not null,       -- flagged, resolved
    flagged_on date not null,
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null,
    resolved_on date,
    resolved_because text collate "C"       -- apart, cancelled, merged
);
create index visit_overlaps_visit on visit_overlaps (visit_id);
create index visit_overlaps_other_visit on visit_overlaps (other_visit_id);
create index visit_overlaps_state on visit_overlaps (state);

alter table assessments add column pao_shared_on date;
update assessments set pao_shared_on = draft_shared_on where draft = 'pao';

alter table recommendations
    add column stated_assistance_requested boolean not null default false,
    add column made_in text collate "C" not null default 'report',   -- report, follow-up
    add column assistance_on date,
    add column closed text collate "C",     -- superseded, overtaken, withdrawn
    add column closed_on date;
update recommendations set stated_assistance_requested = assistance_requested;

alter table findings
    add column shortfall text collate "C",
    add column good_practice text collate "C";

create table products (
    id text collate "C" primary key,
    source text collate "C" not null,
    reference text collate "C" not null,
    kind text collate "C" not null,
    title text collate "C" not null,
    summary text collate "C",
    state text collate "C",
    themes text[] not null,
    document text collate "C",
    status text collate "C" not null,       -- drafted, adopted, withdrawn
    drafted_on date not null,
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null,
    adopted_on date,
    withdrawn_on date,
    withdrawn_because text collate "C"
);
create index products_state on products (state);
