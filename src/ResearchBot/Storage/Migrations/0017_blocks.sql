-- The structure of a version's text. Versions stored before have none: their documents are read anew.
ALTER TABLE versions ADD COLUMN blocks TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN links TEXT NOT NULL DEFAULT '';

ALTER TABLE chunks ADD COLUMN slide BIGINT;
ALTER TABLE chunks ADD COLUMN sheet TEXT;
ALTER TABLE chunks ADD COLUMN sheet_row BIGINT;
ALTER TABLE chunks ADD COLUMN paragraph BIGINT;
ALTER TABLE chunks ADD COLUMN cell BIGINT;
ALTER TABLE chunks ADD COLUMN time_stamp TEXT;
ALTER TABLE chunks ADD COLUMN context_start BIGINT;
ALTER TABLE chunks ADD COLUMN context_length BIGINT;
