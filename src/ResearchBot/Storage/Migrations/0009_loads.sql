-- A load on its way. One that nobody was told of (told_at IS NULL) is open: held by a process, or waiting for one.
CREATE TABLE load_jobs (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace    TEXT   NOT NULL,
    person       TEXT   NOT NULL,
    channel      TEXT,
    platform     TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    collection   TEXT   NOT NULL,
    prune        BIGINT NOT NULL,
    state        TEXT   NOT NULL,
    reason       TEXT,
    total        BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    started_at   BIGINT,
    finished_at  BIGINT,
    told_at      BIGINT,
    cancelled_by TEXT,
    holder       TEXT   NOT NULL,
    held_until   BIGINT NOT NULL
);
CREATE INDEX load_jobs_open ON load_jobs (told_at, workspace, created_at);
CREATE INDEX load_jobs_by_workspace ON load_jobs (workspace, created_at);

-- Where a job's files come from, so that another process can open them.
CREATE TABLE load_sources (
    job_id   TEXT   NOT NULL,
    ordinal  BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    address  TEXT   NOT NULL,
    root     TEXT   NOT NULL,
    complete BIGINT NOT NULL,
    PRIMARY KEY (job_id, ordinal),
    FOREIGN KEY (job_id) REFERENCES load_jobs (id) ON DELETE CASCADE
);

-- A file without a status is still to do.
CREATE TABLE load_files (
    job_id      TEXT   NOT NULL,
    ordinal     BIGINT NOT NULL,
    source      BIGINT NOT NULL,
    key         TEXT   NOT NULL,
    path        TEXT   NOT NULL,
    status      TEXT,
    reason      TEXT,
    document_id TEXT,
    version     BIGINT,
    chunks      BIGINT,
    PRIMARY KEY (job_id, ordinal),
    FOREIGN KEY (job_id) REFERENCES load_jobs (id) ON DELETE CASCADE
);

-- The collection that a document was loaded into, where it was moved to another one since.
ALTER TABLE documents ADD COLUMN loaded_into TEXT;
CREATE INDEX documents_by_key ON documents (workspace, key);
