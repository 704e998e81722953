select stages.state, kind, submitted_to_ctc_on, visit_to_draft, draft_to_final, final_to_ctc
from stages join standing using (assessment_id)
order by submitted_to_ctc_on, stages.assessment_id collate "C" limit :most::bigint
