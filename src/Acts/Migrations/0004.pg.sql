-- The one search: each word of what a thing is found by, and the three-letter pieces of each word, by which a mistyped one is found. Made again from the records by ./probity search rebuild.
CREATE TABLE acts_search_word(
  agency bytea NOT NULL,
  subject_kind text NOT NULL,
  word text NOT NULL,
  subject bytea NOT NULL,
  PRIMARY KEY(agency, subject_kind, word, subject)
);
CREATE INDEX acts_search_word_subject ON acts_search_word(subject, word);

CREATE TABLE acts_search_gram(
  agency bytea NOT NULL,
  gram text NOT NULL,
  word text NOT NULL,
  PRIMARY KEY(agency, gram, word)
);
