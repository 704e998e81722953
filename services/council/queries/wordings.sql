-- The words in which findings and recommendations say what provision they are about.
select provision from council_projected.findings
union
select provision from council_projected.recommendations where provision is not null
