CREATE TABLE acts_data_key(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  scope TEXT NOT NULL,
  wrapped BLOB,
  made_at INTEGER NOT NULL,
  destroyed_at INTEGER,
  UNIQUE(agency, scope)
) STRICT, WITHOUT ROWID;

-- The id names a row and is never an order; order is leaf_index, given by the sequencer to committed rows.
CREATE TABLE acts_journal(
  id INTEGER PRIMARY KEY,
  agency BLOB NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor BLOB NOT NULL,
  subject_kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  data_key BLOB NOT NULL,
  content BLOB NOT NULL,
  entry BLOB NOT NULL,
  leaf_index INTEGER
) STRICT;
CREATE INDEX acts_journal_waiting ON acts_journal(id) WHERE leaf_index IS NULL;
CREATE UNIQUE INDEX acts_journal_leaf ON acts_journal(leaf_index) WHERE leaf_index IS NOT NULL;
CREATE INDEX acts_journal_subject ON acts_journal(subject, id);

-- One row: how far the ledger is numbered, written to files, and signed. The epoch fences an older sequencer.
CREATE TABLE acts_ledger(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch INTEGER NOT NULL,
  size INTEGER NOT NULL,
  edge BLOB NOT NULL,
  written INTEGER NOT NULL,
  signed INTEGER NOT NULL,
  checkpoint TEXT,
  signed_at INTEGER,
  frozen TEXT
) STRICT;
INSERT INTO acts_ledger(id, epoch, size, edge, written, signed) VALUES (1, 0, 0, x'', 0, 0);

CREATE TABLE acts_duty(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  holder BLOB,
  made_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX acts_duty_holder ON acts_duty(holder, due_at) WHERE done_at IS NULL;
CREATE INDEX acts_duty_subject ON acts_duty(subject) WHERE done_at IS NULL;

CREATE TABLE acts_idempotency(
  agency BLOB NOT NULL,
  client BLOB NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL,
  made BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(agency, client, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE acts_setting(
  agency BLOB NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(agency, name)
) STRICT, WITHOUT ROWID;
