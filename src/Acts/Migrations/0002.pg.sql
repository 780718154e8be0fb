-- What falls due: timed work of every room, at most one open row for a kind and a subject (docs/adr/0012).
CREATE TABLE acts_due(
  agency bytea NOT NULL,
  id bytea NOT NULL PRIMARY KEY,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject bytea NOT NULL,
  at bigint NOT NULL,
  attempts bigint NOT NULL,
  claimed_until bigint,
  done_at bigint,
  failed text
);
CREATE UNIQUE INDEX acts_due_open ON acts_due(agency, kind, subject) WHERE done_at IS NULL;
CREATE INDEX acts_due_at ON acts_due(at) WHERE done_at IS NULL;
CREATE INDEX acts_due_done ON acts_due(done_at) WHERE done_at IS NOT NULL;

-- What may not be deleted or erased, and why.
CREATE TABLE acts_hold(
  agency bytea NOT NULL,
  id bytea NOT NULL PRIMARY KEY,
  subject_kind text NOT NULL,
  subject bytea NOT NULL,
  reason text NOT NULL,
  until bigint,
  made_by bytea,
  made_at bigint NOT NULL,
  lifted_at bigint,
  lifted_by bytea,
  lift_reason text
);
CREATE INDEX acts_hold_subject ON acts_hold(subject) WHERE lifted_at IS NULL;
