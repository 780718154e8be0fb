CREATE TABLE judgement_decision(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  use_id BLOB NOT NULL,
  use_reference TEXT NOT NULL,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  case_number TEXT NOT NULL,
  action TEXT NOT NULL,
  receiver TEXT NOT NULL,
  officer BLOB,
  second BLOB,
  third BLOB,
  settler BLOB,
  settler_read_at INTEGER,
  opened_by BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  output_hash TEXT NOT NULL,
  view_answer TEXT,
  agreement TEXT,
  officer_answer TEXT,
  moved INTEGER,
  final_answer TEXT,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_decision_agency ON judgement_decision(agency, id);
CREATE INDEX judgement_decision_case ON judgement_decision(agency, case_number);
-- What waits for an officer to take it; small, because almost everything has one.
CREATE INDEX judgement_decision_free ON judgement_decision(agency, expires_at) WHERE officer IS NULL AND state = 'Opened';
CREATE INDEX judgement_decision_use ON judgement_decision(use_id, id);

-- Apart from the decision, so that no list and no join can touch it. Read by the reveal alone.
CREATE TABLE judgement_output(
  decision BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  data_key BLOB NOT NULL,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE judgement_step(
  decision BLOB NOT NULL,
  name TEXT NOT NULL,
  agency BLOB NOT NULL,
  person BLOB,
  at INTEGER NOT NULL,
  act INTEGER NOT NULL,
  commitment BLOB NOT NULL,
  PRIMARY KEY(decision, name)
) STRICT, WITHOUT ROWID;
-- What one person recorded, newest first: their first page asks it every time.
CREATE INDEX judgement_step_person ON judgement_step(agency, person, at);

-- Unsent text of a page, kept until it is recorded.
CREATE TABLE judgement_draft(
  decision BLOB NOT NULL,
  person BLOB NOT NULL,
  agency BLOB NOT NULL,
  data_key BLOB NOT NULL,
  content BLOB NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY(decision, person)
) STRICT, WITHOUT ROWID;

-- What came of it, one row after another: the highest number counts, nothing is changed. How it is known stands in the act.
CREATE TABLE judgement_outcome(
  decision BLOB NOT NULL,
  number INTEGER NOT NULL,
  agency BLOB NOT NULL,
  came TEXT NOT NULL,
  known_on TEXT NOT NULL,
  informed_on TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by BLOB NOT NULL,
  act INTEGER NOT NULL,
  PRIMARY KEY(decision, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_outcome_came ON judgement_outcome(agency, came);

-- Packs that were given out, exactly as they were given, sealed under the key of the case.
CREATE TABLE judgement_disclosure(
  decision BLOB NOT NULL,
  number INTEGER NOT NULL,
  agency BLOB NOT NULL,
  given_by BLOB NOT NULL,
  given_at INTEGER NOT NULL,
  act INTEGER NOT NULL,
  data_key BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY(decision, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgement_receipt_use(
  decision BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  client BLOB NOT NULL,
  used_at INTEGER NOT NULL,
  act INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
