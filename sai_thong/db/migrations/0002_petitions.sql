CREATE TABLE contents (
  address TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (address, part)
) STRICT;
CREATE TABLE number_leases (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  given_to TEXT NOT NULL,
  on_day TEXT NOT NULL,
  ended_on TEXT,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX number_leases_name ON number_leases(name);
CREATE TABLE series_hand_overs (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  from_station TEXT NOT NULL,
  to_station TEXT NOT NULL,
  next_number INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX series_hand_overs_name ON series_hand_overs(name);
CREATE TABLE petitions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  number TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  incoming_no TEXT NOT NULL,
  received_at TEXT NOT NULL,
  channel TEXT NOT NULL,
  naming TEXT NOT NULL,
  service TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  answers TEXT,
  moo INTEGER,
  place TEXT NOT NULL,
  coordinates TEXT NOT NULL,
  petitioner_name TEXT NOT NULL,
  person_id TEXT,
  taken_by TEXT NOT NULL,
  called_at TEXT,
  profile TEXT NOT NULL,
  promise_amount INTEGER,
  promise_unit TEXT NOT NULL,
  state TEXT NOT NULL,
  division TEXT NOT NULL,
  officer TEXT NOT NULL,
  next_clock TEXT,
  next_due_at TEXT,
  decision TEXT,
  decided_on TEXT,
  decision_reason TEXT NOT NULL,
  decision_law TEXT NOT NULL,
  answered_at TEXT,
  in_time INTEGER,
  closed_on TEXT,
  end_reason TEXT NOT NULL,
  merged_into TEXT,
  appealed_on TEXT,
  appeal_grounds TEXT NOT NULL,
  appeal_decided_on TEXT,
  accused TEXT NOT NULL,
  shut_out TEXT NOT NULL,
  accused_division TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX petitions_number ON petitions(number);
CREATE INDEX petitions_year_be ON petitions(year_be);
CREATE INDEX petitions_received_at ON petitions(received_at);
CREATE INDEX petitions_channel ON petitions(channel);
CREATE INDEX petitions_service ON petitions(service);
CREATE INDEX petitions_moo ON petitions(moo);
CREATE INDEX petitions_person_id ON petitions(person_id);
CREATE INDEX petitions_state ON petitions(state);
CREATE INDEX petitions_division ON petitions(division);
CREATE INDEX petitions_officer ON petitions(officer);
CREATE INDEX petitions_next_due_at ON petitions(next_due_at);
CREATE INDEX petitions_merged_into ON petitions(merged_into);
CREATE VIRTUAL TABLE petitions_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE petition_parties (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  role TEXT NOT NULL,
  person_id TEXT,
  name TEXT NOT NULL,
  citizen_id TEXT NOT NULL,
  address TEXT NOT NULL,
  moo INTEGER,
  phone TEXT NOT NULL,
  relation TEXT NOT NULL,
  withdrawn_on TEXT
) STRICT;
CREATE INDEX petition_parties_petition_id ON petition_parties(petition_id);
CREATE INDEX petition_parties_person_id ON petition_parties(person_id);
CREATE VIRTUAL TABLE petition_parties_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE petition_points (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  asset_code TEXT NOT NULL,
  closed_on TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX petition_points_petition_id ON petition_points(petition_id);
CREATE TABLE petition_papers (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  name TEXT NOT NULL,
  required INTEGER NOT NULL,
  received_on TEXT,
  waived TEXT NOT NULL
) STRICT;
CREATE INDEX petition_papers_petition_id ON petition_papers(petition_id);
CREATE TABLE petition_links (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  other_id TEXT NOT NULL,
  code TEXT NOT NULL,
  why TEXT NOT NULL,
  ended_on TEXT
) STRICT;
CREATE INDEX petition_links_petition_id ON petition_links(petition_id);
CREATE INDEX petition_links_other_id ON petition_links(other_id);
CREATE TABLE petition_events (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  happened_at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  detail TEXT NOT NULL,
  refers_to TEXT NOT NULL
) STRICT;
CREATE INDEX petition_events_petition_id ON petition_events(petition_id);
CREATE TABLE petition_defects (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  items TEXT NOT NULL,
  noted_on TEXT NOT NULL,
  mend_by TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  mended_on TEXT,
  returned_on TEXT,
  return_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX petition_defects_petition_id ON petition_defects(petition_id) WHERE petition_id <> '';
CREATE TABLE petition_opinions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  step TEXT NOT NULL,
  text TEXT NOT NULL,
  stance TEXT NOT NULL,
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  capacity TEXT NOT NULL,
  given_at TEXT NOT NULL,
  from_paper INTEGER NOT NULL
) STRICT;
CREATE INDEX petition_opinions_petition_id ON petition_opinions(petition_id);
CREATE TABLE petition_tasks (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  who TEXT NOT NULL,
  place TEXT NOT NULL,
  begins_at TEXT,
  bring TEXT NOT NULL,
  done_on TEXT,
  outcome TEXT NOT NULL,
  dropped TEXT NOT NULL
) STRICT;
CREATE INDEX petition_tasks_petition_id ON petition_tasks(petition_id);
CREATE INDEX petition_tasks_begins_at ON petition_tasks(begins_at);
CREATE INDEX petition_tasks_done_on ON petition_tasks(done_on);
CREATE TABLE petition_notices (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  petition_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  way TEXT NOT NULL,
  told_at TEXT NOT NULL,
  told_to TEXT NOT NULL,
  told_by TEXT NOT NULL,
  text TEXT NOT NULL,
  reasons TEXT NOT NULL,
  law TEXT NOT NULL,
  decision TEXT,
  expected_on TEXT,
  appeal_days INTEGER,
  agency TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  letter_no TEXT NOT NULL
) STRICT;
CREATE INDEX petition_notices_petition_id ON petition_notices(petition_id);
CREATE INDEX petition_notices_letter_id ON petition_notices(letter_id);
CREATE TABLE attachments (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  address TEXT NOT NULL,
  thumbnail TEXT NOT NULL,
  added_on TEXT NOT NULL,
  note TEXT NOT NULL,
  removed_on TEXT,
  removed_why TEXT NOT NULL,
  destroyed_on TEXT
) STRICT;
CREATE INDEX attachments_subject_id ON attachments(subject_id);
CREATE TABLE incoming_documents (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  number INTEGER,
  year_be INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  their_number TEXT NOT NULL,
  dated_on TEXT,
  sender TEXT NOT NULL,
  addressee TEXT NOT NULL,
  subject TEXT NOT NULL,
  urgency TEXT NOT NULL,
  secrecy TEXT NOT NULL,
  enclosures TEXT NOT NULL,
  division TEXT NOT NULL,
  action TEXT NOT NULL,
  note TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  voided_on TEXT,
  void_reason TEXT NOT NULL,
  retention_class TEXT NOT NULL,
  retain_until TEXT,
  hold TEXT NOT NULL,
  destroyed_on TEXT
) STRICT;
CREATE INDEX incoming_documents_number ON incoming_documents(number);
CREATE INDEX incoming_documents_year_be ON incoming_documents(year_be);
CREATE INDEX incoming_documents_received_at ON incoming_documents(received_at);
CREATE INDEX incoming_documents_division ON incoming_documents(division);
CREATE INDEX incoming_documents_subject_id ON incoming_documents(subject_id);
CREATE INDEX incoming_documents_retention_class ON incoming_documents(retention_class);
CREATE INDEX incoming_documents_retain_until ON incoming_documents(retain_until);
CREATE VIRTUAL TABLE incoming_documents_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE outgoing_documents (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  register TEXT NOT NULL,
  number INTEGER,
  sub_number INTEGER,
  series TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  code TEXT NOT NULL,
  printed_number TEXT NOT NULL,
  dated_on TEXT NOT NULL,
  sender TEXT NOT NULL,
  addressee TEXT NOT NULL,
  subject TEXT NOT NULL,
  urgency TEXT NOT NULL,
  secrecy TEXT NOT NULL,
  action TEXT NOT NULL,
  note TEXT NOT NULL,
  answers TEXT NOT NULL,
  paper TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  voided_on TEXT,
  void_reason TEXT NOT NULL,
  retention_class TEXT NOT NULL,
  retain_until TEXT,
  hold TEXT NOT NULL,
  destroyed_on TEXT
) STRICT;
CREATE INDEX outgoing_documents_register ON outgoing_documents(register);
CREATE INDEX outgoing_documents_number ON outgoing_documents(number);
CREATE INDEX outgoing_documents_year_be ON outgoing_documents(year_be);
CREATE INDEX outgoing_documents_dated_on ON outgoing_documents(dated_on);
CREATE INDEX outgoing_documents_answers ON outgoing_documents(answers);
CREATE INDEX outgoing_documents_subject_id ON outgoing_documents(subject_id);
CREATE INDEX outgoing_documents_retention_class ON outgoing_documents(retention_class);
CREATE INDEX outgoing_documents_retain_until ON outgoing_documents(retain_until);
CREATE VIRTUAL TABLE outgoing_documents_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE destruction_lists (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  made_on TEXT NOT NULL,
  state TEXT NOT NULL,
  committee TEXT NOT NULL,
  order_no TEXT NOT NULL,
  considered_on TEXT,
  to_archives_on TEXT,
  archives_letter_no TEXT NOT NULL,
  archives_answer TEXT NOT NULL,
  destroyed_on TEXT,
  way TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX destruction_lists_year_be ON destruction_lists(year_be) WHERE year_be <> '';
CREATE TABLE destruction_items (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  list_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  document_table TEXT NOT NULL,
  document_id TEXT NOT NULL,
  decision TEXT NOT NULL,
  keep_until TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX destruction_items_list_id ON destruction_items(list_id);
CREATE INDEX destruction_items_document_id ON destruction_items(document_id);
