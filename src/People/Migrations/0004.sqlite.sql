-- A sandbox is for developers: its pages and its receipts say that nothing in it is real.
ALTER TABLE people_agency ADD COLUMN sandbox INTEGER NOT NULL DEFAULT 0;
