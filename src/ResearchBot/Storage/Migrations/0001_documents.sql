CREATE TABLE collections (
    workspace  TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, name)
);

CREATE TABLE documents (
    id              TEXT   NOT NULL PRIMARY KEY,
    workspace       TEXT   NOT NULL,
    collection      TEXT   NOT NULL,
    key             TEXT   NOT NULL,
    root            TEXT   NOT NULL,
    current_version BIGINT NOT NULL,
    removed_at      BIGINT,
    UNIQUE (workspace, collection, key),
    FOREIGN KEY (workspace, collection) REFERENCES collections (workspace, name)
);

CREATE TABLE versions (
    document_id  TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    content_hash TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    published    TEXT,
    about        TEXT   NOT NULL,
    places       TEXT   NOT NULL,
    characters   BIGINT NOT NULL,
    chunk_count  BIGINT NOT NULL,
    loaded_at    BIGINT NOT NULL,
    text         TEXT   NOT NULL,
    PRIMARY KEY (document_id, version),
    FOREIGN KEY (document_id) REFERENCES documents (id)
);

CREATE TABLE chunks (
    document_id TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    ordinal     BIGINT NOT NULL,
    start       BIGINT NOT NULL,
    length      BIGINT NOT NULL,
    page        BIGINT,
    section     TEXT,
    line        BIGINT,
    PRIMARY KEY (document_id, version, ordinal),
    FOREIGN KEY (document_id, version) REFERENCES versions (document_id, version)
);

-- One row; a writer takes its number inside its own transaction, so numbers become visible in order.
CREATE TABLE change_counter (
    id    BIGINT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO change_counter (id, value) VALUES (1, 0);

CREATE TABLE changes (
    sequence   BIGINT NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    changed_at BIGINT NOT NULL
);
