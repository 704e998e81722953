-- What a part said for fewer is known again when another part says it (OP19). Here is the digest of each sentence.
alter table assessments add column closed_sentences jsonb not null default '[]';

-- No digest stands for all sentences: what was left out before this version is not known by its words.
update assessments
set closed_sentences = jsonb_build_array(jsonb_build_object('digest', '', 'audience', left_out_audience))
where left_out_audience is not null;
