-- What falls due: timed work of every room, at most one open row for a kind and a subject (docs/adr/0012).
CREATE TABLE acts_due(
  agency BLOB NOT NULL,
  id BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  claimed_until INTEGER,
  done_at INTEGER,
  failed TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX acts_due_open ON acts_due(agency, kind, subject) WHERE done_at IS NULL;
CREATE INDEX acts_due_at ON acts_due(at) WHERE done_at IS NULL;
CREATE INDEX acts_due_done ON acts_due(done_at) WHERE done_at IS NOT NULL;

-- What may not be deleted or erased, and why.
CREATE TABLE acts_hold(
  agency BLOB NOT NULL,
  id BLOB NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  reason TEXT NOT NULL,
  until INTEGER,
  made_by BLOB,
  made_at INTEGER NOT NULL,
  lifted_at INTEGER,
  lifted_by BLOB,
  lift_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX acts_hold_subject ON acts_hold(subject) WHERE lifted_at IS NULL;
