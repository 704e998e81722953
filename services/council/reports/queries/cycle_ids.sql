-- The recommendations that belong to a cycle, or did: those of its assessment, and those carried over into it.
select recommendation_id as id from council_projected.recommendations where assessment_id = :assessment::text
union
select recommendation_id from council_projected.statuses
where aspect = 'carried_over' and value = :thing::text
