-- The bytes of the files that versions were read from, deflated: a document can be read anew when reading improves.
CREATE TABLE originals (
    hash    TEXT   NOT NULL PRIMARY KEY,
    length  BIGINT NOT NULL,
    content BYTEA  NOT NULL
);

-- `reading`: how the version was read. `tried`: the newest reading that it could not be read with for lack of its file.
ALTER TABLE versions ADD COLUMN original TEXT;
ALTER TABLE versions ADD COLUMN file_name TEXT;
ALTER TABLE versions ADD COLUMN reading BIGINT NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN tried BIGINT NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN remarks TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN fingerprint BIGINT;
CREATE INDEX versions_by_original ON versions (original);
CREATE INDEX versions_by_reading ON versions (reading, tried);
CREATE INDEX versions_by_fingerprint ON versions (fingerprint);

ALTER TABLE chunks ADD COLUMN fingerprint BIGINT;
CREATE INDEX chunks_by_fingerprint ON chunks (fingerprint);

ALTER TABLE load_files ADD COLUMN remark TEXT;

-- One row: which process reads documents anew.
CREATE TABLE reading_turn (
    id         BIGINT NOT NULL PRIMARY KEY,
    holder     TEXT   NOT NULL,
    held_until BIGINT NOT NULL
);
INSERT INTO reading_turn (id, holder, held_until) VALUES (1, '', 0);
