-- What Slack calls an event, the same however often it sends it: an edit says neither when it came first nor which of two is later.
ALTER TABLE received_requests ADD COLUMN event_id TEXT;
CREATE UNIQUE INDEX received_requests_by_event ON received_requests (platform, event_id);
