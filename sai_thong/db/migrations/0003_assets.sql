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
  struck_off_document TEXT NOT NULL,
  withdrawn_why TEXT NOT NULL
) STRICT;
CREATE INDEX assets_number ON assets(number);
CREATE INDEX assets_class_code ON assets(class_code);
CREATE INDEX assets_token ON assets(token);
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
CREATE TABLE asset_properties (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  place TEXT NOT NULL,
  moo INTEGER,
  coordinates TEXT NOT NULL,
  title_kind TEXT NOT NULL,
  title_no TEXT NOT NULL,
  area_wa100 INTEGER,
  description TEXT NOT NULL,
  building_no TEXT NOT NULL,
  width_cm INTEGER,
  length_cm INTEGER,
  thickness_cm INTEGER,
  shoulder_cm INTEGER,
  lanes INTEGER,
  area_cm2 INTEGER
) STRICT;
CREATE INDEX asset_properties_asset_id ON asset_properties(asset_id);
CREATE VIRTUAL TABLE asset_properties_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
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
CREATE INDEX asset_classes_code ON asset_classes(code);
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
CREATE TABLE asset_improvements (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  accepted_on TEXT NOT NULL,
  cost_satang INTEGER NOT NULL,
  what TEXT NOT NULL,
  document_no TEXT NOT NULL,
  life_years INTEGER,
  life_why TEXT NOT NULL,
  withdrawn_why TEXT NOT NULL
) STRICT;
CREATE INDEX asset_improvements_asset_id ON asset_improvements(asset_id);
CREATE TABLE asset_repairs (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  reported_on TEXT,
  symptom TEXT NOT NULL,
  reported_by TEXT NOT NULL,
  approval_no TEXT NOT NULL,
  approved_on TEXT,
  work TEXT NOT NULL,
  repairer TEXT NOT NULL,
  cost_satang INTEGER NOT NULL,
  receipt_no TEXT NOT NULL,
  finished_on TEXT,
  outcome TEXT,
  warranty_until TEXT
) STRICT;
CREATE INDEX asset_repairs_asset_id ON asset_repairs(asset_id);
CREATE VIRTUAL TABLE asset_repairs_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_dates (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_on TEXT NOT NULL,
  odometer_km INTEGER,
  done_on TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX asset_dates_asset_id ON asset_dates(asset_id);
CREATE INDEX asset_dates_due_on ON asset_dates(due_on);
CREATE TABLE asset_closings (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  fiscal_year_be INTEGER NOT NULL,
  closed_on TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  assets INTEGER NOT NULL,
  cost_satang INTEGER NOT NULL,
  accumulated_satang INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX asset_closings_fiscal_year_be ON asset_closings(fiscal_year_be);
CREATE TABLE asset_depreciation (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  closing_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  fiscal_year_be INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  amount_satang INTEGER NOT NULL,
  correction_satang INTEGER NOT NULL,
  accumulated_satang INTEGER NOT NULL,
  cost_satang INTEGER NOT NULL,
  capitalised INTEGER NOT NULL,
  left INTEGER NOT NULL
) STRICT;
CREATE INDEX asset_depreciation_closing_id ON asset_depreciation(closing_id);
CREATE INDEX asset_depreciation_asset_id ON asset_depreciation(asset_id);
CREATE INDEX asset_depreciation_fiscal_year_be ON asset_depreciation(fiscal_year_be);
CREATE TABLE asset_survey_lines (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  closing_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  report TEXT NOT NULL,
  reason TEXT NOT NULL,
  accounting_group TEXT,
  cost_satang INTEGER NOT NULL,
  accumulated_satang INTEGER NOT NULL,
  acquired_on TEXT,
  life_years INTEGER
) STRICT;
CREATE INDEX asset_survey_lines_closing_id ON asset_survey_lines(closing_id);
CREATE INDEX asset_survey_lines_asset_id ON asset_survey_lines(asset_id);
CREATE TABLE asset_account_figures (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  fiscal_year_be INTEGER NOT NULL,
  class_key TEXT NOT NULL,
  cost_satang INTEGER,
  accumulated_satang INTEGER,
  source TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX asset_account_figures_fiscal_year_be ON asset_account_figures(fiscal_year_be);
CREATE TABLE asset_pools (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL,
  owned INTEGER NOT NULL,
  asset_ids TEXT NOT NULL,
  room_id TEXT NOT NULL,
  ended_on TEXT
) STRICT;
CREATE INDEX asset_pools_name_key ON asset_pools(name_key);
CREATE VIRTUAL TABLE asset_pools_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_loans (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  number TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  loan_case TEXT NOT NULL,
  borrower TEXT NOT NULL,
  borrower_position TEXT NOT NULL,
  borrower_address TEXT NOT NULL,
  borrower_phone TEXT NOT NULL,
  person_id TEXT,
  agency TEXT NOT NULL,
  purpose TEXT NOT NULL,
  place TEXT NOT NULL,
  begins_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  officer_opinion TEXT NOT NULL,
  approver TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT,
  refused_why TEXT NOT NULL,
  handed_over_on TEXT,
  handed_over_by TEXT NOT NULL,
  received_by TEXT NOT NULL,
  demanded_on TEXT,
  demand_letter_no TEXT NOT NULL,
  ended_on TEXT
) STRICT;
CREATE INDEX asset_loans_number ON asset_loans(number);
CREATE INDEX asset_loans_person_id ON asset_loans(person_id);
CREATE INDEX asset_loans_begins_on ON asset_loans(begins_on);
CREATE INDEX asset_loans_due_on ON asset_loans(due_on);
CREATE INDEX asset_loans_state ON asset_loans(state);
CREATE VIRTUAL TABLE asset_loans_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_loan_lines (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  loan_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  pool_id TEXT NOT NULL,
  material_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  price_satang INTEGER,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX asset_loan_lines_loan_id ON asset_loan_lines(loan_id);
CREATE INDEX asset_loan_lines_asset_id ON asset_loan_lines(asset_id);
CREATE INDEX asset_loan_lines_pool_id ON asset_loan_lines(pool_id);
CREATE INDEX asset_loan_lines_material_id ON asset_loan_lines(material_id);
CREATE TABLE asset_loan_returns (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  line_id TEXT NOT NULL,
  loan_id TEXT NOT NULL,
  returned_on TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  condition TEXT NOT NULL,
  returned_by TEXT NOT NULL,
  received_by TEXT NOT NULL,
  paid_satang INTEGER NOT NULL,
  note TEXT NOT NULL,
  withdrawn_why TEXT NOT NULL
) STRICT;
CREATE INDEX asset_loan_returns_line_id ON asset_loan_returns(line_id);
CREATE INDEX asset_loan_returns_loan_id ON asset_loan_returns(loan_id);
CREATE TABLE asset_inspections (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  fiscal_year_be INTEGER NOT NULL,
  order_no TEXT NOT NULL,
  ordered_on TEXT,
  starts_on TEXT,
  begun_on TEXT,
  report_by TEXT,
  state TEXT NOT NULL,
  receipts_right INTEGER,
  balances_right INTEGER,
  remarks TEXT NOT NULL,
  submitted_on TEXT,
  acknowledged_on TEXT,
  sent_to_auditor_on TEXT,
  auditor_letter_no TEXT NOT NULL
) STRICT;
CREATE INDEX asset_inspections_fiscal_year_be ON asset_inspections(fiscal_year_be);
CREATE TABLE asset_committees (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  round_id TEXT NOT NULL,
  task TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  place INTEGER NOT NULL,
  ended_on TEXT
) STRICT;
CREATE INDEX asset_committees_round_id ON asset_committees(round_id);
CREATE TABLE asset_inspection_lines (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  round_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  brand TEXT NOT NULL,
  acquired_on TEXT,
  cost_satang INTEGER,
  book_room TEXT NOT NULL,
  book_status TEXT NOT NULL,
  custodian TEXT NOT NULL,
  found INTEGER,
  found_room TEXT NOT NULL,
  condition TEXT,
  defect TEXT NOT NULL,
  inspected_by TEXT NOT NULL,
  inspected_at TEXT
) STRICT;
CREATE INDEX asset_inspection_lines_round_id ON asset_inspection_lines(round_id);
CREATE INDEX asset_inspection_lines_asset_id ON asset_inspection_lines(asset_id);
CREATE TABLE asset_sightings (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  round_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  ticked INTEGER NOT NULL,
  found INTEGER NOT NULL,
  room TEXT NOT NULL,
  condition TEXT,
  defect TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  seen_by TEXT NOT NULL
) STRICT;
CREATE INDEX asset_sightings_round_id ON asset_sightings(round_id);
CREATE INDEX asset_sightings_asset_id ON asset_sightings(asset_id);
CREATE TABLE asset_disposals (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  fiscal_year_be INTEGER NOT NULL,
  inspection_id TEXT NOT NULL,
  state TEXT NOT NULL,
  facts_needed INTEGER NOT NULL,
  facts_left_out_why TEXT NOT NULL,
  facts_order_no TEXT NOT NULL,
  facts_reported_on TEXT,
  liable TEXT NOT NULL,
  liability_settled_on TEXT,
  liability_outcome TEXT NOT NULL,
  order_no TEXT NOT NULL,
  ordered_on TEXT,
  higher_approval_no TEXT NOT NULL,
  finish_by TEXT,
  carried_out_on TEXT,
  buyer TEXT NOT NULL,
  receipt_no TEXT NOT NULL,
  proceeds_satang INTEGER NOT NULL,
  struck_off_on TEXT,
  auditor_letter_no TEXT NOT NULL,
  auditor_told_on TEXT,
  registrar_told_on TEXT,
  dropped_why TEXT NOT NULL
) STRICT;
CREATE INDEX asset_disposals_fiscal_year_be ON asset_disposals(fiscal_year_be);
CREATE INDEX asset_disposals_state ON asset_disposals(state);
CREATE VIRTUAL TABLE asset_disposals_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE asset_disposal_lines (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  round_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  acquired_on TEXT,
  cost_satang INTEGER,
  cause TEXT NOT NULL,
  cause_detail TEXT NOT NULL,
  method TEXT,
  sale_reason TEXT,
  method_why TEXT NOT NULL,
  appraised_satang INTEGER,
  buyer TEXT NOT NULL,
  proceeds_satang INTEGER NOT NULL,
  accumulated_satang INTEGER,
  profit_satang INTEGER,
  taken_out_why TEXT NOT NULL
) STRICT;
CREATE INDEX asset_disposal_lines_round_id ON asset_disposal_lines(round_id);
CREATE INDEX asset_disposal_lines_asset_id ON asset_disposal_lines(asset_id);
CREATE TABLE asset_disposal_papers (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  round_id TEXT NOT NULL,
  step TEXT NOT NULL,
  document TEXT NOT NULL,
  number TEXT NOT NULL,
  on_day TEXT,
  attachment_id TEXT NOT NULL
) STRICT;
CREATE INDEX asset_disposal_papers_round_id ON asset_disposal_papers(round_id);
CREATE TABLE materials (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL DEFAULT '',
  material_class TEXT NOT NULL,
  nature TEXT NOT NULL,
  size TEXT NOT NULL,
  unit TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  most INTEGER,
  least INTEGER,
  ended_on TEXT
) STRICT;
CREATE INDEX materials_code ON materials(code);
CREATE INDEX materials_name_key ON materials(name_key);
CREATE INDEX materials_material_class ON materials(material_class);
CREATE VIRTUAL TABLE materials_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE material_moves (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  material_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  on_day TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  value_satang INTEGER NOT NULL,
  other_party TEXT NOT NULL,
  document_no TEXT NOT NULL,
  requisition_line_id TEXT NOT NULL,
  loan_line_id TEXT NOT NULL,
  reverses TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX material_moves_material_id ON material_moves(material_id);
CREATE INDEX material_moves_requisition_line_id ON material_moves(requisition_line_id);
CREATE INDEX material_moves_loan_line_id ON material_moves(loan_line_id);
CREATE TABLE requisitions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  number TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  division TEXT NOT NULL,
  purpose TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  allowed_by TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  issued_on TEXT,
  received_by TEXT NOT NULL,
  cancelled_why TEXT NOT NULL
) STRICT;
CREATE INDEX requisitions_number ON requisitions(number);
CREATE VIRTUAL TABLE requisitions_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE requisition_lines (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  requisition_id TEXT NOT NULL,
  material_id TEXT NOT NULL,
  asked INTEGER NOT NULL,
  issued INTEGER,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX requisition_lines_requisition_id ON requisition_lines(requisition_id);
CREATE INDEX requisition_lines_material_id ON requisition_lines(material_id);
