CREATE TABLE assets (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  number TEXT NOT NULL,
  class_code TEXT NOT NULL,
  token TEXT NOT NULL,
  accounting_group TEXT NOT NULL,
  type_key TEXT NOT NULL,
  budget_category TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  type_text TEXT NOT NULL,
  feature TEXT NOT NULL,
  serial_no TEXT NOT NULL,
  engine_no TEXT NOT NULL,
  chassis_no TEXT NOT NULL,
  plate_no TEXT NOT NULL,
  colour TEXT NOT NULL,
  cost_satang INTEGER,
  acquired_on TEXT,
  date_is_estimated INTEGER NOT NULL,
  invoiced_on TEXT,
  acquire_mode TEXT NOT NULL,
  procurement_method TEXT NOT NULL,
  money_kind TEXT NOT NULL,
  fund_source TEXT NOT NULL,
  document_no TEXT NOT NULL,
  document_date TEXT,
  vendor TEXT NOT NULL,
  vendor_address TEXT NOT NULL,
  vendor_phone TEXT NOT NULL,
  purchase_id TEXT NOT NULL,
  life_years INTEGER,
  opening_accumulated_satang INTEGER,
  opening_year_be INTEGER,
  warranty_until TEXT,
  warranty_by TEXT NOT NULL,
  status TEXT NOT NULL,
  written_condition TEXT NOT NULL,
  room_id TEXT NOT NULL,
  division TEXT NOT NULL,
  custodian TEXT NOT NULL,
  photograph_id TEXT NOT NULL,
  note TEXT NOT NULL,
  struck_off_on TEXT,
  struck_off_document TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX assets_number ON assets(number) WHERE number <> '';
CREATE INDEX assets_class_code ON assets(class_code);
CREATE UNIQUE INDEX assets_token ON assets(token) WHERE token <> '';
CREATE INDEX assets_accounting_group ON assets(accounting_group);
CREATE INDEX assets_type_key ON assets(type_key);
CREATE INDEX assets_name_key ON assets(name_key);
CREATE INDEX assets_serial_no ON assets(serial_no);
CREATE INDEX assets_acquired_on ON assets(acquired_on);
CREATE INDEX assets_purchase_id ON assets(purchase_id);
CREATE INDEX assets_status ON assets(status);
CREATE INDEX assets_room_id ON assets(room_id);
CREATE INDEX assets_division ON assets(division);
CREATE VIRTUAL TABLE assets_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_classes (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  type_key TEXT NOT NULL,
  budget_category TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX asset_classes_code ON asset_classes(code) WHERE code <> '';
CREATE VIRTUAL TABLE asset_classes_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_lives (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  type_key TEXT NOT NULL,
  years INTEGER NOT NULL,
  effective_from TEXT NOT NULL,
  announcement_no TEXT NOT NULL,
  announced_on TEXT,
  outside_range_why TEXT NOT NULL
) STRICT;
CREATE INDEX asset_lives_type_key ON asset_lives(type_key);
CREATE TABLE asset_purchases (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  bought_on TEXT,
  document_no TEXT NOT NULL,
  vendor TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  total_satang INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE asset_purchases_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_rooms (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL DEFAULT '',
  division TEXT NOT NULL,
  keeper TEXT NOT NULL,
  ended_on TEXT
) STRICT;
CREATE INDEX asset_rooms_name_key ON asset_rooms(name_key);
CREATE VIRTUAL TABLE asset_rooms_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_events (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  status TEXT,
  room_id TEXT,
  division TEXT,
  custodian TEXT,
  document_no TEXT NOT NULL,
  by_name TEXT NOT NULL,
  detail TEXT NOT NULL,
  refers_to TEXT NOT NULL
) STRICT;
CREATE INDEX asset_events_asset_id ON asset_events(asset_id);
