-- Without it nobody could tell which master key the management key of a chip was made from.
ALTER TABLE productions ADD COLUMN management_key TEXT;
