-- Follow-up reports that are overdue at the cut-off, by age in calendar months. After `follow_ups`.
, overdue as (
    select scheduled.followup_id || '/' || scheduled.sequence as id, scheduled.state, scheduled.event_id,
        scheduled.synthetic,
        case
            when :cut_off <= scheduled.due_on + interval '3 months' then 'overdue_0_3_months'
            when :cut_off <= scheduled.due_on + interval '6 months' then 'overdue_3_6_months'
            when :cut_off <= scheduled.due_on + interval '12 months' then 'overdue_6_12_months'
            else 'overdue_over_12_months'
        end as age
    from scheduled left join reported using (followup_id, sequence)
    where scheduled.stage <> 'pending' and scheduled.due_on < :cut_off and reported.event_id is null
        and scheduled.followup_id not in (select followup_id from ended where stage <> 'reopened')
)
