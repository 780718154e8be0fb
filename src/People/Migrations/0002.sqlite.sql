-- Who leads a unit sees what it owes.
ALTER TABLE people_unit ADD COLUMN leader BLOB;

CREATE TABLE people_absence(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  deputy BLOB,
  said_by BLOB NOT NULL,
  said_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX people_absence_agency ON people_absence(agency, until_at) WHERE ended_at IS NULL;

-- Whether and where a person wants to hear that something waits. The address is sealed with the person's key; a secret is stored as its hash.
CREATE TABLE people_digest(
  account BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  often TEXT NOT NULL,
  data_key BLOB NOT NULL,
  address BLOB NOT NULL,
  confirmed_at INTEGER,
  secret_hash BLOB,
  secret_until INTEGER,
  asked_at INTEGER NOT NULL,
  sent_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE people_calendar(
  account BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  secret_hash BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
