-- A case number as people type it: in either case, whatever stands between its parts. Over the number itself, so that nothing else holds it.
CREATE INDEX judgement_decision_number ON judgement_decision(agency, replace(replace(replace(replace(replace(replace(replace(lower(case_number), '-', ''), '/', ''), '.', ''), '_', ''), ':', ''), ' ', ''), '–', ''));
-- Who settles a contest: the decisions that this person may know of.
CREATE INDEX judgement_decision_settler ON judgement_decision(agency, settler, id) WHERE settler IS NOT NULL;
