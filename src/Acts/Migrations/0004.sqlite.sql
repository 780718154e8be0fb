-- The one search: each word of what a thing is found by, and the three-letter pieces of each word, by which a mistyped one is found. Made again from the records by ./probity search rebuild.
CREATE TABLE acts_search_word(
  agency BLOB NOT NULL,
  subject_kind TEXT NOT NULL,
  word TEXT NOT NULL,
  subject BLOB NOT NULL,
  PRIMARY KEY(agency, subject_kind, word, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX acts_search_word_subject ON acts_search_word(subject, word);

CREATE TABLE acts_search_gram(
  agency BLOB NOT NULL,
  gram TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY(agency, gram, word)
) STRICT, WITHOUT ROWID;
