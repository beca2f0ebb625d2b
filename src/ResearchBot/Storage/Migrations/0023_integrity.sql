-- Hashes against bits that change on the disk; what was stored before gets them from the program with this migration.
ALTER TABLE versions ADD COLUMN hashes TEXT NOT NULL DEFAULT '';
ALTER TABLE answers ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE waiting_documents ADD COLUMN hash TEXT NOT NULL DEFAULT '';

-- Versions that do not match their hashes. Their documents are out of search until they are loaded again.
CREATE TABLE damaged_versions (
    document_id TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    found_at    BIGINT NOT NULL,
    told_at     BIGINT,
    PRIMARY KEY (document_id, version)
);
