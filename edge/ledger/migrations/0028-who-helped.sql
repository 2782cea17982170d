-- Which administrator gave the password that stands, and which took the second factor away, until the owner has one again: nobody does both
-- to one account, or an administrator alone could sit down at any seat (GOV-02).
alter table tocsin.account add column password_given_by text collate "C", add column factor_dropped_by text collate "C";
