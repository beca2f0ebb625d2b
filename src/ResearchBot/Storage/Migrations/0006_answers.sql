-- Where an answer was given, so that it can be found, counted, taken back and deleted there.
ALTER TABLE answers ADD COLUMN platform TEXT NOT NULL DEFAULT 'console';
ALTER TABLE answers ADD COLUMN channel TEXT;
ALTER TABLE answers ADD COLUMN is_private BIGINT NOT NULL DEFAULT 1;
-- The message that holds it, in the platform's own writing.
ALTER TABLE answers ADD COLUMN posted_at_address TEXT;
ALTER TABLE answers ADD COLUMN retracted_at BIGINT;
ALTER TABLE answers ADD COLUMN retracted_by TEXT;
ALTER TABLE answers ADD COLUMN retracted_reason TEXT;
CREATE INDEX answers_by_workspace ON answers (workspace, answered_at);
CREATE INDEX answers_by_person ON answers (workspace, person, answered_at);
