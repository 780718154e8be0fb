-- A file is imported once: the same bytes again are the same import.
CREATE TABLE registry_import(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  version INTEGER NOT NULL,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  byte_order_mark INTEGER NOT NULL,
  new_line TEXT NOT NULL,
  quotes_everything INTEGER NOT NULL,
  gives_same_bytes INTEGER NOT NULL,
  header TEXT NOT NULL,
  rows INTEGER NOT NULL,
  done_rows INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  report TEXT,
  UNIQUE(agency, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_import_begun ON registry_import(agency, begun_at);

-- Every row of the file, word for word, also the refused ones and those whose use was edited since.
CREATE TABLE registry_import_row(
  import BLOB NOT NULL REFERENCES registry_import(id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  agency BLOB NOT NULL,
  line INTEGER NOT NULL,
  fate TEXT NOT NULL,
  cells TEXT NOT NULL,
  raw TEXT,
  notes TEXT NOT NULL,
  noted INTEGER NOT NULL,
  mark TEXT NOT NULL,
  source_id TEXT,
  name TEXT NOT NULL,
  stage TEXT NOT NULL,
  "use" BLOB,
  reference TEXT,
  taken TEXT,
  PRIMARY KEY(import, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_import_row_mark ON registry_import_row(agency, mark);
CREATE INDEX registry_import_row_source ON registry_import_row(agency, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX registry_import_row_use ON registry_import_row("use") WHERE "use" IS NOT NULL;
CREATE INDEX registry_import_row_fate ON registry_import_row(import, fate, number);
