-- The auditor asks for a period; rows lie in the order of time but for little, so a few bytes for each stretch suffice.
create index audit_at on tocsin.audit using brin (at);
