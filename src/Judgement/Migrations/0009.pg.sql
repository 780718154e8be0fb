-- Nothing to change: PostgreSQL keeps long rows as they are (the other database did not).
SELECT 1;
