-- The highest version that a document ever had: the number of one that was undone is not given again, since answers may cite it.
ALTER TABLE documents ADD COLUMN last_version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE load_jobs ADD COLUMN dry_run BIGINT NOT NULL DEFAULT 0;

-- A document that was read and is not stored yet: until its load is approved, or (held = 1) in quarantine. `content` is deflated JSON.
CREATE TABLE waiting_documents (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace    TEXT   NOT NULL,
    collection   TEXT   NOT NULL,
    key          TEXT   NOT NULL,
    root         TEXT   NOT NULL,
    path         TEXT   NOT NULL,
    job_id       TEXT   NOT NULL,
    ordinal      BIGINT NOT NULL,
    held         BIGINT NOT NULL,
    content_hash TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    characters   BIGINT NOT NULL,
    fingerprint  BIGINT,
    findings     TEXT   NOT NULL,
    length       BIGINT NOT NULL,
    content      BYTEA  NOT NULL,
    original     TEXT,
    waits_since  BIGINT NOT NULL
);
CREATE INDEX waiting_by_job ON waiting_documents (job_id, ordinal);
CREATE INDEX waiting_by_key ON waiting_documents (workspace, collection, key);
CREATE INDEX waiting_by_original ON waiting_documents (original);

-- What a load did to a document, so that it can be undone. Without `version_before` there was none, without `version` it was removed.
CREATE TABLE load_changes (
    job_id         TEXT   NOT NULL,
    document_id    TEXT   NOT NULL,
    version        BIGINT,
    root           TEXT   NOT NULL,
    version_before BIGINT,
    root_before    TEXT   NOT NULL,
    removed_before BIGINT,
    PRIMARY KEY (job_id, document_id),
    FOREIGN KEY (job_id) REFERENCES load_jobs (id) ON DELETE CASCADE
);
CREATE INDEX load_changes_by_document ON load_changes (document_id, version);
