-- The one search finds certificates by their course; by their person there is an index already.
CREATE INDEX training_certificate_course ON training_certificate(agency, course, account);
