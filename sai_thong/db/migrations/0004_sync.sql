DROP INDEX settings_key;
CREATE INDEX settings_key ON settings(key);
DROP INDEX pictures_key;
CREATE INDEX pictures_key ON pictures(key);
DROP INDEX official_numbers_place;
CREATE INDEX official_numbers_place ON official_numbers(place);
DROP INDEX petition_defects_petition_id;
CREATE INDEX petition_defects_petition_id ON petition_defects(petition_id);
DROP INDEX destruction_lists_year_be;
CREATE INDEX destruction_lists_year_be ON destruction_lists(year_be);
CREATE TABLE outcomes (
  seq INTEGER PRIMARY KEY,
  file_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  effects TEXT NOT NULL,
  given_up TEXT NOT NULL,
  UNIQUE (file_id, counter)
) STRICT;
CREATE TABLE contenders (
  record_type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (record_type, record_id, field, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE base_rows (
  record_type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  version TEXT NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (record_type, record_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE content_places (
  tag TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  digest BLOB NOT NULL,
  rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX content_places_address ON content_places(address);
CREATE TABLE content_parts_coming (
  tag TEXT NOT NULL,
  start INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (tag, start)
) STRICT;
CREATE TABLE merge_settlements (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  field_name TEXT NOT NULL,
  versions TEXT NOT NULL,
  sent_back INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX merge_settlements_subject_id ON merge_settlements(subject_id);
CREATE TABLE statistics_figures (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  period TEXT NOT NULL,
  scheme TEXT NOT NULL,
  step TEXT NOT NULL,
  service TEXT NOT NULL,
  state TEXT NOT NULL,
  asset_class TEXT NOT NULL,
  figure TEXT NOT NULL,
  count INTEGER,
  amount_satang INTEGER,
  withheld INTEGER NOT NULL,
  amount_withheld INTEGER NOT NULL
) STRICT;
CREATE INDEX statistics_figures_kind ON statistics_figures(kind);
CREATE INDEX statistics_figures_period ON statistics_figures(period);
CREATE TABLE province_items (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  accepted_on TEXT,
  declined_on TEXT,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE hub_terms (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  generation INTEGER NOT NULL,
  device TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  upstream_url TEXT NOT NULL,
  upstream_key TEXT NOT NULL,
  upstream_box TEXT NOT NULL,
  since TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX hub_terms_generation ON hub_terms(generation);
