-- The one search finds a proposed role by the role and the person.
CREATE INDEX people_role_proposal_role ON people_role_proposal(agency, role, account);
