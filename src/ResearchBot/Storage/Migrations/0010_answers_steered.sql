-- Passages that are not used in a workspace until somebody restores them.
CREATE TABLE withdrawn_passages (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace    TEXT   NOT NULL,
    document_id  TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    text         TEXT   NOT NULL,
    reason       TEXT   NOT NULL,
    withdrawn_by TEXT   NOT NULL,
    withdrawn_at BIGINT NOT NULL
);
CREATE INDEX withdrawn_passages_by_workspace ON withdrawn_passages (workspace, withdrawn_at);

-- An answer that is shown first to a question; channel '' is the whole workspace.
CREATE TABLE pins (
    id        TEXT   NOT NULL PRIMARY KEY,
    workspace TEXT   NOT NULL,
    channel   TEXT   NOT NULL,
    terms     TEXT   NOT NULL,
    question  TEXT   NOT NULL,
    answer_id TEXT   NOT NULL,
    pinned_by TEXT   NOT NULL,
    pinned_at BIGINT NOT NULL,
    UNIQUE (workspace, channel, terms),
    FOREIGN KEY (answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
CREATE INDEX pins_by_answer ON pins (answer_id);

-- How an answer was found and checked.
CREATE TABLE answer_traces (
    answer_id TEXT NOT NULL PRIMARY KEY,
    body      TEXT NOT NULL,
    FOREIGN KEY (answer_id) REFERENCES answers (id) ON DELETE CASCADE
);

-- Which of two opposed passages holds; the one that holds stands first.
CREATE TABLE rulings (
    id             TEXT   NOT NULL PRIMARY KEY,
    workspace      TEXT   NOT NULL,
    about          TEXT   NOT NULL,
    holds_document TEXT   NOT NULL,
    holds_text     TEXT   NOT NULL,
    other_document TEXT   NOT NULL,
    other_text     TEXT   NOT NULL,
    note           TEXT   NOT NULL,
    ruled_by       TEXT   NOT NULL,
    ruled_at       BIGINT NOT NULL
);
CREATE INDEX rulings_by_workspace ON rulings (workspace, ruled_at);
