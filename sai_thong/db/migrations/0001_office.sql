CREATE TABLE files (
  file_id TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  after_file_id TEXT NOT NULL,
  after_counter INTEGER NOT NULL,
  genesis BLOB NOT NULL
) STRICT;
CREATE TABLE journal (
  file_id TEXT NOT NULL REFERENCES files(file_id),
  counter INTEGER NOT NULL,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  register TEXT NOT NULL,
  record_type TEXT NOT NULL,
  schema INTEGER NOT NULL,
  record_id TEXT NOT NULL,
  base_version TEXT NOT NULL,
  content TEXT,
  salt BLOB,
  digest BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (file_id, counter)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_record ON journal(record_id);
CREATE TABLE sealed_records (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  set_name TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX sealed_records_set ON sealed_records(set_name);
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE offices (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  district TEXT NOT NULL,
  province TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  letter_code TEXT NOT NULL
) STRICT;
CREATE TABLE signers (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  post TEXT NOT NULL,
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  capacity TEXT NOT NULL,
  order_no TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT
) STRICT;
CREATE INDEX signers_post ON signers(post);
CREATE TABLE villages (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  moo INTEGER NOT NULL,
  name TEXT NOT NULL,
  headman TEXT NOT NULL,
  phone TEXT NOT NULL,
  pay_point TEXT NOT NULL
) STRICT;
CREATE INDEX villages_moo ON villages(moo);
CREATE TABLE holidays (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  is_holiday INTEGER NOT NULL
) STRICT;
CREATE INDEX holidays_day ON holidays(day);
CREATE TABLE settings (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX settings_key ON settings(key) WHERE key <> '';
CREATE TABLE pictures (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  key TEXT NOT NULL,
  media_type TEXT NOT NULL,
  base64 TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX pictures_key ON pictures(key) WHERE key <> '';
CREATE TABLE number_series (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  station TEXT NOT NULL,
  next_number INTEGER NOT NULL
) STRICT;
CREATE INDEX number_series_name ON number_series(name);
CREATE TABLE official_numbers (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  place TEXT NOT NULL,
  series TEXT NOT NULL,
  year_be INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  given_to TEXT NOT NULL,
  on_day TEXT,
  reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX official_numbers_place ON official_numbers(place) WHERE place <> '';
CREATE INDEX official_numbers_series ON official_numbers(series);
CREATE INDEX official_numbers_given_to ON official_numbers(given_to);
CREATE TABLE citizens (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  citizen_id TEXT,
  prefix TEXT NOT NULL,
  first_name TEXT NOT NULL,
  first_name_key TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL,
  last_name_key TEXT NOT NULL DEFAULT '',
  monastic_name TEXT NOT NULL,
  birth TEXT,
  thai_national INTEGER,
  house_no TEXT NOT NULL,
  moo INTEGER,
  community TEXT NOT NULL,
  soi TEXT NOT NULL,
  road TEXT NOT NULL,
  subdistrict TEXT NOT NULL,
  district TEXT NOT NULL,
  province TEXT NOT NULL,
  postcode TEXT NOT NULL,
  contact_address TEXT NOT NULL,
  phone TEXT NOT NULL,
  bank_code TEXT NOT NULL,
  account_no TEXT NOT NULL,
  account_name TEXT NOT NULL,
  deceased INTEGER NOT NULL,
  death TEXT,
  death_source TEXT NOT NULL,
  moved_in_on TEXT,
  moved_in_from TEXT NOT NULL,
  moved_out_on TEXT,
  moved_out_to TEXT NOT NULL,
  registry_seen_on TEXT,
  merged_into TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX citizens_citizen_id ON citizens(citizen_id);
CREATE INDEX citizens_first_name ON citizens(first_name);
CREATE INDEX citizens_first_name_key ON citizens(first_name_key);
CREATE INDEX citizens_last_name ON citizens(last_name);
CREATE INDEX citizens_last_name_key ON citizens(last_name_key);
CREATE INDEX citizens_moo ON citizens(moo);
CREATE INDEX citizens_merged_into ON citizens(merged_into);
CREATE VIRTUAL TABLE citizens_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE registry_lists (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  listed_on TEXT NOT NULL,
  received_on TEXT,
  file_name TEXT NOT NULL,
  rows INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX registry_lists_listed_on ON registry_lists(listed_on);
CREATE INDEX registry_lists_digest ON registry_lists(digest);
CREATE TABLE allowance_claims (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  scheme TEXT NOT NULL,
  origin TEXT NOT NULL,
  state TEXT NOT NULL,
  register_no INTEGER,
  register_year_be INTEGER,
  applied_on TEXT,
  confirmed_on TEXT,
  serves_fiscal_year_be INTEGER,
  needs_review INTEGER NOT NULL,
  documents TEXT NOT NULL,
  marital_status TEXT NOT NULL,
  occupation TEXT NOT NULL,
  monthly_income_satang INTEGER,
  answers TEXT,
  proxy_name TEXT NOT NULL,
  proxy_citizen_id TEXT NOT NULL,
  proxy_relation TEXT NOT NULL,
  proxy_address TEXT NOT NULL,
  proxy_phone TEXT NOT NULL,
  proxy_authority_until TEXT,
  proxy_is_staff INTEGER NOT NULL,
  proxy_died_on TEXT,
  previous_office TEXT NOT NULL,
  last_month_paid_there TEXT,
  officer_opinion TEXT,
  officer_reason TEXT NOT NULL,
  officer_on TEXT,
  committee_on TEXT,
  committee_report TEXT NOT NULL,
  committee_reason TEXT NOT NULL,
  order_no TEXT NOT NULL,
  ordered_on TEXT,
  ordered_by TEXT NOT NULL,
  refusal_reason TEXT NOT NULL,
  move_letter_no TEXT NOT NULL,
  move_letter_on TEXT,
  move_office_letter_no TEXT NOT NULL,
  move_office_letter_on TEXT,
  confirmed_elsewhere_on TEXT,
  ended_on TEXT,
  end_reason TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX allowance_claims_person_id ON allowance_claims(person_id);
CREATE INDEX allowance_claims_scheme ON allowance_claims(scheme);
CREATE INDEX allowance_claims_state ON allowance_claims(state);
CREATE INDEX allowance_claims_proxy_name ON allowance_claims(proxy_name);
CREATE TABLE disability_cards (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  card_no TEXT NOT NULL,
  kinds TEXT NOT NULL,
  written_kind TEXT NOT NULL,
  issued_on TEXT,
  expiry TEXT NOT NULL,
  expires_on TEXT,
  pay_despite_until TEXT,
  pay_despite_reason TEXT NOT NULL
) STRICT;
CREATE INDEX disability_cards_person_id ON disability_cards(person_id);
CREATE TABLE payment_channels (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  from_month TEXT NOT NULL,
  channel TEXT NOT NULL,
  bank_code TEXT NOT NULL,
  account_no TEXT NOT NULL,
  account_name TEXT NOT NULL,
  payee_name TEXT NOT NULL,
  payee_citizen_id TEXT NOT NULL,
  pay_point TEXT NOT NULL
) STRICT;
CREATE INDEX payment_channels_claim_id ON payment_channels(claim_id);
CREATE INDEX payment_channels_account_no ON payment_channels(account_no);
CREATE TABLE scheme_pay_sources (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  scheme TEXT NOT NULL,
  from_month TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX scheme_pay_sources_scheme ON scheme_pay_sources(scheme);
CREATE TABLE income_facts (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT,
  source TEXT NOT NULL,
  reviewed_on TEXT
) STRICT;
CREATE INDEX income_facts_person_id ON income_facts(person_id);
CREATE TABLE suspensions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  from_month TEXT NOT NULL,
  to_month TEXT,
  reason TEXT NOT NULL,
  facts_checked_on TEXT,
  facts TEXT NOT NULL,
  order_no TEXT NOT NULL,
  ordered_on TEXT,
  resumed_on TEXT,
  resume_reason TEXT NOT NULL
) STRICT;
CREATE INDEX suspensions_claim_id ON suspensions(claim_id);
CREATE TABLE payment_months (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  month TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  holder TEXT NOT NULL,
  pay_on TEXT,
  cut_off_on TEXT,
  sent_on TEXT,
  paid_on TEXT,
  results_on TEXT,
  closed_at TEXT,
  closed_by TEXT NOT NULL,
  line_count INTEGER NOT NULL,
  total_satang INTEGER NOT NULL,
  lines_digest TEXT NOT NULL,
  anchor TEXT NOT NULL,
  memo_no TEXT NOT NULL,
  memo_on TEXT,
  approved_by TEXT NOT NULL,
  dika_no TEXT NOT NULL
) STRICT;
CREATE INDEX payment_months_month ON payment_months(month);
CREATE TABLE payment_lines (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  payment_month_id TEXT NOT NULL,
  paid_in TEXT NOT NULL,
  paid_for TEXT NOT NULL,
  kind TEXT NOT NULL,
  scheme TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  citizen_id TEXT NOT NULL,
  prefix TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  birth TEXT,
  house_no TEXT NOT NULL,
  moo INTEGER,
  amount_satang INTEGER NOT NULL,
  step TEXT NOT NULL,
  step_reason TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  source TEXT NOT NULL,
  channel TEXT NOT NULL,
  bank_code TEXT NOT NULL,
  account_no TEXT NOT NULL,
  account_name TEXT NOT NULL,
  payee_name TEXT NOT NULL,
  pay_point TEXT NOT NULL
) STRICT;
CREATE INDEX payment_lines_payment_month_id ON payment_lines(payment_month_id);
CREATE INDEX payment_lines_paid_in ON payment_lines(paid_in);
CREATE INDEX payment_lines_paid_for ON payment_lines(paid_for);
CREATE INDEX payment_lines_claim_id ON payment_lines(claim_id);
CREATE INDEX payment_lines_person_id ON payment_lines(person_id);
CREATE TABLE retro_orders (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  paid_for TEXT NOT NULL,
  pay_in TEXT NOT NULL,
  failed_line_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  line_id TEXT NOT NULL,
  cancelled_on TEXT
) STRICT;
CREATE INDEX retro_orders_claim_id ON retro_orders(claim_id);
CREATE INDEX retro_orders_pay_in ON retro_orders(pay_in);
CREATE TABLE payment_results (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  line_id TEXT NOT NULL,
  payment_month_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  on_day TEXT,
  received_by TEXT NOT NULL,
  received_card TEXT NOT NULL,
  authority TEXT NOT NULL,
  witnesses TEXT NOT NULL,
  reason TEXT NOT NULL,
  after_closing INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_results_line_id ON payment_results(line_id);
CREATE INDEX payment_results_payment_month_id ON payment_results(payment_month_id);
CREATE TABLE urgent_stops (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  line_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  month TEXT NOT NULL,
  reason TEXT NOT NULL,
  told_whom TEXT NOT NULL,
  told_at TEXT,
  told_how TEXT NOT NULL,
  settled INTEGER NOT NULL,
  stopped INTEGER
) STRICT;
CREATE INDEX urgent_stops_line_id ON urgent_stops(line_id);
CREATE TABLE overpayments (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  scheme TEXT NOT NULL,
  cause TEXT NOT NULL,
  line_ids TEXT NOT NULL,
  amount_satang INTEGER NOT NULL,
  discovered_on TEXT NOT NULL,
  state TEXT NOT NULL,
  addressee TEXT NOT NULL,
  addressee_address TEXT NOT NULL,
  facts_letter_no TEXT NOT NULL,
  explanation_asked_on TEXT,
  explanation TEXT NOT NULL,
  explained_on TEXT,
  decision TEXT NOT NULL,
  decision_no TEXT NOT NULL,
  decided_on TEXT,
  demand_letter_no TEXT NOT NULL,
  demanded_on TEXT,
  instalment_satang INTEGER,
  instalments_from TEXT,
  outcome TEXT,
  closed_on TEXT
) STRICT;
CREATE INDEX overpayments_person_id ON overpayments(person_id);
CREATE INDEX overpayments_claim_id ON overpayments(claim_id);
CREATE TABLE repayments (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  overpayment_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  amount_satang INTEGER NOT NULL,
  receipt_no TEXT NOT NULL
) STRICT;
CREATE INDEX repayments_overpayment_id ON repayments(overpayment_id);
CREATE TABLE central_tasks (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  scheme TEXT NOT NULL,
  change TEXT NOT NULL,
  for_month TEXT NOT NULL,
  detail TEXT NOT NULL,
  made_on TEXT NOT NULL,
  keyed_on TEXT,
  keyed_by TEXT NOT NULL,
  withdrawn_on TEXT
) STRICT;
CREATE INDEX central_tasks_person_id ON central_tasks(person_id);
CREATE INDEX central_tasks_for_month ON central_tasks(for_month);
CREATE TABLE central_totals (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  month TEXT NOT NULL,
  scheme TEXT NOT NULL,
  line_count INTEGER NOT NULL,
  total_satang INTEGER NOT NULL,
  noted_on TEXT NOT NULL
) STRICT;
CREATE INDEX central_totals_month ON central_totals(month);
CREATE TABLE cash_days (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  payment_month_id TEXT NOT NULL,
  pay_point TEXT NOT NULL,
  on_day TEXT NOT NULL,
  order_no TEXT NOT NULL,
  ordered_on TEXT,
  committee TEXT NOT NULL,
  drawn_satang INTEGER NOT NULL,
  drawn_by TEXT NOT NULL,
  paid_satang INTEGER NOT NULL,
  returned_satang INTEGER NOT NULL,
  returned_on TEXT,
  return_receipt TEXT NOT NULL,
  settled INTEGER NOT NULL
) STRICT;
CREATE INDEX cash_days_payment_month_id ON cash_days(payment_month_id);
CREATE TABLE village_checks (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  month TEXT NOT NULL,
  moo INTEGER NOT NULL,
  headman TEXT NOT NULL,
  person_ids TEXT NOT NULL,
  printed_on TEXT,
  returned_on TEXT
) STRICT;
CREATE INDEX village_checks_month ON village_checks(month);
CREATE TABLE village_answers (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  village_check_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  event_on TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX village_answers_village_check_id ON village_answers(village_check_id);
CREATE INDEX village_answers_person_id ON village_answers(person_id);
CREATE TABLE duplicates_elsewhere (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  list_name TEXT NOT NULL,
  listed_on TEXT,
  detail TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  settled_on TEXT,
  conclusion TEXT NOT NULL
) STRICT;
CREATE INDEX duplicates_elsewhere_person_id ON duplicates_elsewhere(person_id);
CREATE TABLE shared_use_checks (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  person_ids TEXT NOT NULL,
  reason TEXT NOT NULL,
  checked_on TEXT NOT NULL
) STRICT;
CREATE INDEX shared_use_checks_value ON shared_use_checks(value);
CREATE TABLE proofs_of_life (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  seen_on TEXT,
  certified_by TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX proofs_of_life_person_id ON proofs_of_life(person_id);
CREATE TABLE allowance_years (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  fiscal_year_be INTEGER NOT NULL,
  closed_on TEXT,
  closed_by TEXT NOT NULL,
  retro_count INTEGER NOT NULL,
  returned_count INTEGER NOT NULL,
  open_debt_satang INTEGER NOT NULL,
  unconfirmed_movers INTEGER NOT NULL
) STRICT;
CREATE INDEX allowance_years_fiscal_year_be ON allowance_years(fiscal_year_be);
