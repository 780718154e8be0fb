CREATE TABLE registry_system(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  vendor text NOT NULL,
  own_build bigint NOT NULL,
  description text NOT NULL,
  registered_at bigint NOT NULL,
  name_sort text NOT NULL
);
CREATE INDEX registry_system_name ON registry_system(agency, name_sort, id);

CREATE TABLE registry_system_version(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  system bytea NOT NULL REFERENCES registry_system(id),
  label text NOT NULL,
  assessed bigint NOT NULL,
  notes text NOT NULL,
  content_hash text,
  since text,
  registered_at bigint NOT NULL,
  UNIQUE(system, label)
);

CREATE TABLE registry_use(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  version bigint NOT NULL,
  reference text NOT NULL,
  state text NOT NULL,
  state_since bigint NOT NULL,
  name text NOT NULL,
  name_fr text,
  purpose text NOT NULL,
  not_allowed text NOT NULL,
  used_by text NOT NULL,
  unit bytea,
  owner bytea,
  category text,
  decision_kinds text NOT NULL,
  affected text NOT NULL,
  legal_basis text NOT NULL,
  class text NOT NULL,
  system_version bytea NOT NULL REFERENCES registry_system_version(id),
  errors text NOT NULL,
  prohibited bigint NOT NULL,
  found_by text,
  found_at bigint,
  found_how text,
  found_due_at bigint,
  stopped_at bigint,
  authorisation bytea,
  authorised_from bigint,
  authorised_until bigint,
  registered_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  name_sort text NOT NULL,
  search_text text NOT NULL,
  UNIQUE(agency, reference)
);
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

-- The word index. search_text is folded already, so its words are taken as they are: one space between them, no dictionary, no parser.
CREATE INDEX registry_use_words ON registry_use USING gin (array_to_tsvector(array_remove(string_to_array(search_text, ' '), '')));
CREATE TABLE registry_reference_counter(
  agency bytea NOT NULL PRIMARY KEY,
  last bigint NOT NULL
);

CREATE TABLE registry_assessment(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  "use" bytea NOT NULL REFERENCES registry_use(id),
  system_version bytea NOT NULL,
  title text NOT NULL,
  made_on text NOT NULL,
  made_by text NOT NULL,
  result text NOT NULL,
  evidence_hash text,
  recorded_at bigint NOT NULL
);
CREATE INDEX registry_assessment_use ON registry_assessment("use", recorded_at);

CREATE TABLE registry_authorisation(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  "use" bytea NOT NULL REFERENCES registry_use(id),
  state text NOT NULL,
  content text NOT NULL,
  content_hash text NOT NULL,
  conditions text NOT NULL,
  from_at bigint,
  until_at bigint NOT NULL,
  prepared_by bytea NOT NULL,
  prepared_at bigint NOT NULL,
  granted_by bytea,
  granted_by_name text,
  granted_at bigint,
  closed_at bigint,
  closed_by bytea
);
CREATE INDEX registry_authorisation_use ON registry_authorisation("use", prepared_at);

CREATE TABLE registry_condition_record(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  "use" bytea NOT NULL REFERENCES registry_use(id),
  authorisation bytea NOT NULL REFERENCES registry_authorisation(id),
  condition text NOT NULL,
  result text NOT NULL,
  day text NOT NULL,
  evidence text NOT NULL,
  recorded_by bytea NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX registry_condition_record_authorisation ON registry_condition_record(authorisation, condition, day);
