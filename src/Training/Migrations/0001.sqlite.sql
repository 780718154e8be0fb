CREATE TABLE training_course(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_fr TEXT,
  covers_kind TEXT,
  covers BLOB,
  months INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  search_text TEXT NOT NULL,
  UNIQUE(agency, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_certificate(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  course BLOB NOT NULL REFERENCES training_course(id),
  granted_at INTEGER NOT NULL,
  granted_by BLOB NOT NULL,
  valid_until INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by BLOB,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX training_certificate_account ON training_certificate(agency, account);
CREATE INDEX training_certificate_until ON training_certificate(agency, valid_until, id);
