-- What stands open, apart from what stood open until its time was over: of the two the first is small.
CREATE INDEX judgement_decision_open ON judgement_decision(agency, state, expires_at) WHERE state IN ('Opened', 'ViewCommitted', 'Revealed', 'Judged', 'Disagreed');
