-- What came of a decision, by the newest record: a list asks it of every row.
ALTER TABLE judgement_decision ADD COLUMN came text;
UPDATE judgement_decision SET came = (SELECT o.came FROM judgement_outcome o WHERE o.agency = judgement_decision.agency AND o.decision = judgement_decision.id ORDER BY o.number DESC LIMIT 1)
WHERE id IN (SELECT decision FROM judgement_outcome);
DROP INDEX judgement_outcome_came;

-- Each filter of the list in the list's own order. What nearly every row has stands in no index of its own.
CREATE INDEX judgement_decision_state ON judgement_decision(agency, state, id);
CREATE INDEX judgement_decision_use_state ON judgement_decision(agency, use_id, state, id);
CREATE INDEX judgement_decision_mode ON judgement_decision(agency, mode, id) WHERE mode <> 'Sealed';
CREATE INDEX judgement_decision_came ON judgement_decision(agency, came, id) WHERE came IS NOT NULL;
CREATE INDEX judgement_decision_moving ON judgement_decision(agency, id, expires_at) WHERE state IN ('Opened', 'ViewCommitted', 'Revealed', 'Judged', 'Disagreed');
CREATE INDEX judgement_decision_officer ON judgement_decision(agency, officer, id) WHERE officer IS NOT NULL;
CREATE INDEX judgement_decision_second ON judgement_decision(agency, second, id) WHERE second IS NOT NULL;
CREATE INDEX judgement_decision_third ON judgement_decision(agency, third, id) WHERE third IS NOT NULL;
