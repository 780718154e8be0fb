CREATE TABLE judgement_decision(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  use_id bytea NOT NULL,
  use_reference text NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  state text NOT NULL,
  case_number text NOT NULL,
  action text NOT NULL,
  receiver text NOT NULL,
  officer bytea,
  second bytea,
  third bytea,
  settler bytea,
  settler_read_at bigint,
  opened_by bytea NOT NULL,
  opened_at bigint NOT NULL,
  due_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  output_hash text NOT NULL,
  view_answer text,
  agreement text,
  officer_answer text,
  moved bigint,
  final_answer text,
  version bigint NOT NULL
);
CREATE INDEX judgement_decision_agency ON judgement_decision(agency, id);
CREATE INDEX judgement_decision_case ON judgement_decision(agency, case_number);
-- What waits for an officer to take it; small, because almost everything has one.
CREATE INDEX judgement_decision_free ON judgement_decision(agency, expires_at) WHERE officer IS NULL AND state = 'Opened';
CREATE INDEX judgement_decision_use ON judgement_decision(use_id, id);

-- Apart from the decision, so that no list and no join can touch it. Read by the reveal alone.
CREATE TABLE judgement_output(
  decision bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  data_key bytea NOT NULL,
  content bytea NOT NULL
);

CREATE TABLE judgement_step(
  decision bytea NOT NULL,
  name text NOT NULL,
  agency bytea NOT NULL,
  person bytea,
  at bigint NOT NULL,
  act bigint NOT NULL,
  commitment bytea NOT NULL,
  PRIMARY KEY(decision, name)
);
-- What one person recorded, newest first: their first page asks it every time.
CREATE INDEX judgement_step_person ON judgement_step(agency, person, at);

-- Unsent text of a page, kept until it is recorded.
CREATE TABLE judgement_draft(
  decision bytea NOT NULL,
  person bytea NOT NULL,
  agency bytea NOT NULL,
  data_key bytea NOT NULL,
  content bytea NOT NULL,
  saved_at bigint NOT NULL,
  PRIMARY KEY(decision, person)
);

-- What came of it, one row after another: the highest number counts, nothing is changed. How it is known stands in the act.
CREATE TABLE judgement_outcome(
  decision bytea NOT NULL,
  number bigint NOT NULL,
  agency bytea NOT NULL,
  came text NOT NULL,
  known_on text NOT NULL,
  informed_on text,
  recorded_at bigint NOT NULL,
  recorded_by bytea NOT NULL,
  act bigint NOT NULL,
  PRIMARY KEY(decision, number)
);
CREATE INDEX judgement_outcome_came ON judgement_outcome(agency, came);

-- Packs that were given out, exactly as they were given, sealed under the key of the case.
CREATE TABLE judgement_disclosure(
  decision bytea NOT NULL,
  number bigint NOT NULL,
  agency bytea NOT NULL,
  given_by bytea NOT NULL,
  given_at bigint NOT NULL,
  act bigint NOT NULL,
  data_key bytea NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY(decision, number)
);

CREATE TABLE judgement_receipt_use(
  decision bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  client bytea NOT NULL,
  used_at bigint NOT NULL,
  act bigint NOT NULL
);
