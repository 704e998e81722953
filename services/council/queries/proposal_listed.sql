-- The list of the year as it now is, if one was adopted.
select data from council_projected.events
where thing = :programme and type in ('programme.adopted.v1', 'programme.changed.v1')
order by time desc, position desc
limit 1
