-- When the work of each kind that is done once a day was last begun, so that many processes do it once.
CREATE TABLE upkeep (
    name        TEXT   NOT NULL PRIMARY KEY,
    last_run_at BIGINT NOT NULL
);
INSERT INTO upkeep (name, last_run_at) VALUES ('retention', 0);

-- For the deletion of a document, which takes its earlier changes with it.
CREATE INDEX changes_by_subject ON changes (subject);
