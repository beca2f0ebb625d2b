-- The words of scanned pages whose document is not stored yet, so that a load that was ended goes on at the page it was at.
CREATE TABLE recognised_pages (
    content_hash TEXT   NOT NULL,
    languages    TEXT   NOT NULL,
    page         BIGINT NOT NULL,
    words        TEXT   NOT NULL,
    kept_at      BIGINT NOT NULL,
    PRIMARY KEY (content_hash, languages, page)
);
