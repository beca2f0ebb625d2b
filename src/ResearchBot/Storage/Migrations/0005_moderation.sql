-- Who may do more than the platform itself says: a person, or a role or user group of the platform.
CREATE TABLE role_grants (
    workspace  TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    role       TEXT   NOT NULL,
    granted_by TEXT   NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, subject)
);

-- What a moderator chose, for one channel or (channel '') for the whole workspace.
CREATE TABLE chosen_settings (
    workspace TEXT   NOT NULL,
    channel   TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    value     TEXT   NOT NULL,
    set_by    TEXT   NOT NULL,
    set_at    BIGINT NOT NULL,
    PRIMARY KEY (workspace, channel, name)
);

CREATE TABLE blocks (
    workspace  TEXT   NOT NULL,
    person     TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    blocked_by TEXT   NOT NULL,
    blocked_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, person)
);

-- A collection without a row is open to its whole workspace. kind is channel or role.
CREATE TABLE collection_rights (
    workspace  TEXT NOT NULL,
    collection TEXT NOT NULL,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    PRIMARY KEY (workspace, collection, kind, subject)
);

CREATE TABLE audit (
    id        TEXT   NOT NULL PRIMARY KEY,
    workspace TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    person    TEXT   NOT NULL,
    channel   TEXT,
    command   TEXT   NOT NULL,
    arguments TEXT   NOT NULL,
    outcome   TEXT   NOT NULL
);
CREATE INDEX audit_by_workspace ON audit (workspace, at);
