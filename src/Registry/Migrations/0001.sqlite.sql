CREATE TABLE registry_system(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  vendor TEXT NOT NULL,
  own_build INTEGER NOT NULL,
  description TEXT NOT NULL,
  registered_at INTEGER NOT NULL,
  name_sort TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_system_name ON registry_system(agency, name_sort, id);

CREATE TABLE registry_system_version(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  system BLOB NOT NULL REFERENCES registry_system(id),
  label TEXT NOT NULL,
  assessed INTEGER NOT NULL,
  notes TEXT NOT NULL,
  content_hash TEXT,
  since TEXT,
  registered_at INTEGER NOT NULL,
  UNIQUE(system, label)
) STRICT, WITHOUT ROWID;

-- The integer key exists for the word index: the implicit one may change in a VACUUM.
CREATE TABLE registry_use(
  "row" INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  agency BLOB NOT NULL,
  version INTEGER NOT NULL,
  reference TEXT NOT NULL,
  state TEXT NOT NULL,
  state_since INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_fr TEXT,
  purpose TEXT NOT NULL,
  not_allowed TEXT NOT NULL,
  used_by TEXT NOT NULL,
  unit BLOB,
  owner BLOB,
  category TEXT,
  decision_kinds TEXT NOT NULL,
  affected TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  class TEXT NOT NULL,
  system_version BLOB NOT NULL REFERENCES registry_system_version(id),
  errors TEXT NOT NULL,
  prohibited INTEGER NOT NULL,
  found_by TEXT,
  found_at INTEGER,
  found_how TEXT,
  found_due_at INTEGER,
  stopped_at INTEGER,
  authorisation BLOB,
  authorised_from INTEGER,
  authorised_until INTEGER,
  registered_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  name_sort TEXT NOT NULL,
  search_text TEXT NOT NULL,
  UNIQUE(agency, reference)
) STRICT;
-- One index for each order and each filter of the list; the filters carry the default order.
CREATE INDEX registry_use_name ON registry_use(agency, name_sort, reference);
CREATE INDEX registry_use_changed ON registry_use(agency, changed_at, reference);
-- What has no end comes last; 253402300800000 is the first millisecond of the year 10000.
CREATE INDEX registry_use_ends ON registry_use(agency, coalesce(authorised_until, 253402300800000), reference);
CREATE INDEX registry_use_state ON registry_use(agency, state, reference);
CREATE INDEX registry_use_class ON registry_use(agency, class, reference);
CREATE INDEX registry_use_category ON registry_use(agency, category, reference);
CREATE INDEX registry_use_unit ON registry_use(agency, unit, reference);
CREATE INDEX registry_use_owner ON registry_use(agency, owner, reference);
CREATE INDEX registry_use_found ON registry_use(agency, found_due_at, reference) WHERE found_due_at IS NOT NULL;
CREATE INDEX registry_use_system ON registry_use(system_version);

CREATE VIRTUAL TABLE registry_use_fts USING fts5(search_text, content='registry_use', content_rowid='row', prefix='2 3', detail=none, columnsize=0);
CREATE TRIGGER registry_use_fts_insert AFTER INSERT ON registry_use BEGIN
  INSERT INTO registry_use_fts(rowid, search_text) VALUES (new."row", new.search_text);
END;
CREATE TRIGGER registry_use_fts_update AFTER UPDATE OF search_text ON registry_use BEGIN
  INSERT INTO registry_use_fts(registry_use_fts, rowid, search_text) VALUES ('delete', old."row", old.search_text);
  INSERT INTO registry_use_fts(rowid, search_text) VALUES (new."row", new.search_text);
END;

CREATE TABLE registry_reference_counter(
  agency BLOB NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE registry_assessment(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  "use" BLOB NOT NULL REFERENCES registry_use(id),
  system_version BLOB NOT NULL,
  title TEXT NOT NULL,
  made_on TEXT NOT NULL,
  made_by TEXT NOT NULL,
  result TEXT NOT NULL,
  evidence_hash TEXT,
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_assessment_use ON registry_assessment("use", recorded_at);

CREATE TABLE registry_authorisation(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  "use" BLOB NOT NULL REFERENCES registry_use(id),
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  conditions TEXT NOT NULL,
  from_at INTEGER,
  until_at INTEGER NOT NULL,
  prepared_by BLOB NOT NULL,
  prepared_at INTEGER NOT NULL,
  granted_by BLOB,
  granted_by_name TEXT,
  granted_at INTEGER,
  closed_at INTEGER,
  closed_by BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_authorisation_use ON registry_authorisation("use", prepared_at);

CREATE TABLE registry_condition_record(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  "use" BLOB NOT NULL REFERENCES registry_use(id),
  authorisation BLOB NOT NULL REFERENCES registry_authorisation(id),
  condition TEXT NOT NULL,
  result TEXT NOT NULL,
  day TEXT NOT NULL,
  evidence TEXT NOT NULL,
  recorded_by BLOB NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_condition_record_authorisation ON registry_condition_record(authorisation, condition, day);
