-- A first password comes from a file that others have read: it opens nothing but the page on which its owner changes it.
alter table tocsin.account add column password_due boolean not null default false;
