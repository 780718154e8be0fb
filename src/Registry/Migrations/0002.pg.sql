-- A file is imported once: the same bytes again are the same import.
CREATE TABLE registry_import(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  version bigint NOT NULL,
  format text NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  byte_order_mark bigint NOT NULL,
  new_line text NOT NULL,
  quotes_everything bigint NOT NULL,
  gives_same_bytes bigint NOT NULL,
  header text NOT NULL,
  rows bigint NOT NULL,
  done_rows bigint NOT NULL,
  imported_by text NOT NULL,
  begun_at bigint NOT NULL,
  ended_at bigint,
  report text,
  UNIQUE(agency, sha256)
);
CREATE INDEX registry_import_begun ON registry_import(agency, begun_at);

-- Every row of the file, word for word, also the refused ones and those whose use was edited since.
CREATE TABLE registry_import_row(
  import bytea NOT NULL REFERENCES registry_import(id) DEFERRABLE INITIALLY DEFERRED,
  number bigint NOT NULL,
  agency bytea NOT NULL,
  line bigint NOT NULL,
  fate text NOT NULL,
  cells text NOT NULL,
  raw text,
  notes text NOT NULL,
  noted bigint NOT NULL,
  mark text NOT NULL,
  source_id text,
  name text NOT NULL,
  stage text NOT NULL,
  "use" bytea,
  reference text,
  taken text,
  PRIMARY KEY(import, number)
);
CREATE INDEX registry_import_row_mark ON registry_import_row(agency, mark);
CREATE INDEX registry_import_row_source ON registry_import_row(agency, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX registry_import_row_use ON registry_import_row("use") WHERE "use" IS NOT NULL;
CREATE INDEX registry_import_row_fate ON registry_import_row(import, fate, number);
