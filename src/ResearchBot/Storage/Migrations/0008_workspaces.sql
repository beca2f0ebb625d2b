-- A Discord guild or a Slack team. workspace is what it was linked to; null while it is a workspace of its own or tied by settings.
-- left_at is when it removed the bot; null while the bot is in it.
CREATE TABLE tenants (
    platform  TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    name      TEXT,
    workspace TEXT,
    linked_by TEXT,
    linked_at BIGINT,
    joined_at BIGINT,
    left_at   BIGINT,
    PRIMARY KEY (platform, id)
);
CREATE INDEX tenants_by_workspace ON tenants (workspace);

-- The one code of a workspace that is not yet used; only its hash.
CREATE TABLE link_codes (
    workspace  TEXT   NOT NULL PRIMARY KEY,
    hash       TEXT   NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);

-- Codes that were typed and are none, to stop who guesses.
CREATE TABLE link_tries (
    platform  TEXT   NOT NULL,
    tenant    TEXT   NOT NULL,
    tried_at  BIGINT NOT NULL
);
CREATE INDEX link_tries_by_tenant ON link_tries (platform, tenant, tried_at);

-- Which of their workspaces somebody means in a direct message.
CREATE TABLE direct_choices (
    person    TEXT   NOT NULL PRIMARY KEY,
    workspace TEXT   NOT NULL,
    chosen_at BIGINT NOT NULL
);
