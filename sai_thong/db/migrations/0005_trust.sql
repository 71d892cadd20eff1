CREATE TABLE privacy_incidents (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  kinds TEXT NOT NULL,
  happened_at TEXT,
  aware_at TEXT NOT NULL,
  found_by TEXT NOT NULL,
  detail TEXT NOT NULL,
  data TEXT NOT NULL,
  persons INTEGER,
  record_count INTEGER,
  device TEXT NOT NULL,
  risk TEXT NOT NULL,
  risk_reason TEXT NOT NULL,
  measures TEXT NOT NULL,
  told_office_at TEXT,
  told_office_by TEXT NOT NULL,
  late_reason TEXT NOT NULL,
  told_persons_on TEXT,
  told_persons_by TEXT NOT NULL,
  closed_on TEXT,
  conclusion TEXT NOT NULL
) STRICT;
CREATE INDEX privacy_incidents_aware_at ON privacy_incidents(aware_at);
CREATE INDEX privacy_incidents_closed_on ON privacy_incidents(closed_on);
CREATE TABLE privacy_requests (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  right TEXT NOT NULL,
  person_id TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_as TEXT NOT NULL,
  received_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  detail TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered_on TEXT,
  ground TEXT NOT NULL,
  ground_words TEXT NOT NULL,
  answer_reason TEXT NOT NULL,
  answered_by TEXT NOT NULL
) STRICT;
CREATE INDEX privacy_requests_person_id ON privacy_requests(person_id);
CREATE INDEX privacy_requests_received_on ON privacy_requests(received_on);
CREATE INDEX privacy_requests_answered_on ON privacy_requests(answered_on);
CREATE TABLE privacy_notices (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  activity TEXT NOT NULL,
  edition TEXT NOT NULL,
  given_on TEXT NOT NULL,
  how TEXT NOT NULL
) STRICT;
CREATE INDEX privacy_notices_person_id ON privacy_notices(person_id);
CREATE TABLE user_accounts (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  position TEXT NOT NULL,
  phone TEXT NOT NULL,
  roles TEXT NOT NULL,
  password_at TEXT,
  disabled_on TEXT,
  disabled_why TEXT NOT NULL
) STRICT;
CREATE INDEX user_accounts_name ON user_accounts(name);
CREATE TABLE roles (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  grants TEXT NOT NULL,
  ended_on TEXT
) STRICT;
CREATE INDEX roles_key ON roles(key);
CREATE TABLE recovery_sheet_places (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  part INTEGER NOT NULL,
  sealed_on TEXT NOT NULL,
  place TEXT NOT NULL,
  witnesses TEXT NOT NULL
) STRICT;
