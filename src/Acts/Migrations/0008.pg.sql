-- Acts about cases as a whole are few and are listed across cases; without this, among all acts of the agency.
CREATE INDEX acts_journal_case ON acts_journal(agency, id) WHERE subject_kind = 'case';
