/** Ids that the statements below share. */
export const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const name = '{"kk": "A", "ru": "A", "en": "A"}'

/** What an installation holds at each stage: one statement a table, put in as soon as its migration is applied. */
export const contents: Readonly<Record<string, readonly (readonly [table: string, insert: string])[]>> = {
  '0001-walls': [
    ['installation', `INSERT INTO installation (is_demo) VALUES (false)`],
    ['organisations', `INSERT INTO organisations (id, name) VALUES ('${uuid(1)}', '${name}'), ('${uuid(2)}', '${name}')`],
    ['organisation_parents', `INSERT INTO organisation_parents (organisation_id, parent_id) VALUES ('${uuid(2)}', '${uuid(1)}')`],
    [
      'users',
      `INSERT INTO users (id, login, name, password_hash, role, organisation_id) VALUES ('${uuid(3)}', 'head', 'Head', 'x', 'head', '${uuid(1)}')`,
    ],
    [
      'sessions',
      `INSERT INTO sessions (token_hash, user_id, csrf_token, expires_at) VALUES (sha256('a'), '${uuid(3)}', 'c', now() + interval '1 h')`,
    ],
    [
      'log_entries',
      `INSERT INTO log_entries (user_id, organisation_id, action) VALUES ('${uuid(3)}', '${uuid(1)}', 'person-opened')`,
    ],
  ],
  '0002-orders': [
    [
      'persons',
      `INSERT INTO persons (id, organisation_id, family_name, given_name, language) VALUES ('${uuid(4)}', '${uuid(2)}', 'A', 'B', 'kk')`,
    ],
    [
      'orders',
      `INSERT INTO orders (id, person_id, organisation_id, regime, basis_number, decided_at, term)
       VALUES ('${uuid(5)}', '${uuid(4)}', '${uuid(2)}', 'bail', '1', now(), tstzrange(now(), now() + interval '90 days'))`,
    ],
    ['order_keys', `INSERT INTO order_keys (order_id, wrapped_key) VALUES ('${uuid(5)}', '\\x00')`],
    [
      'devices',
      `INSERT INTO devices (id, protocol, identifier, model, organisation_id) VALUES ('${uuid(6)}', 'osmand', '1', 'm', '${uuid(2)}')`,
    ],
    [
      'kit_devices',
      `INSERT INTO kit_devices (device_id, person_id, role, during) VALUES ('${uuid(6)}', '${uuid(4)}', 'worn', tstzrange(now(), NULL))`,
    ],
    [
      'conditions',
      `INSERT INTO conditions (lineage_id, order_id, rule, source_kind, during)
       VALUES ('${uuid(7)}', '${uuid(5)}', '{"kind": "contact", "everyMs": 600000}', 'order', tstzrange(now(), now() + interval '90 days'))`,
    ],
    ['stream_events', `INSERT INTO stream_events (person_id, at, body) VALUES ('${uuid(4)}', now(), '{"kind": "plan"}')`],
  ],
  '0003-intake': [
    ['gateways', `INSERT INTO gateways (name, last_batch) VALUES ('main', 7)`],
    [
      'readings',
      `SELECT ensure_reading_partition(current_date);
       INSERT INTO readings (event_day, device_no, event_at, received_at, batch_id, content_hash, lat_e7, lon_e7, kind, flags, raw, key_no)
       VALUES (current_date, 1, now(), now(), 1, 1, 511300000, 714300000, 1, 1, '\\x01', 1)`,
    ],
    ['uncollected', `INSERT INTO uncollected VALUES (1, now(), 'no-order')`],
    ['unknown_devices', `INSERT INTO unknown_devices VALUES ('gt06', '9', now(), now(), '10.0.0.1')`],
    [
      'quarantine',
      `INSERT INTO quarantine (received_at, protocol, source, reason, detail, size_bytes, head) VALUES (now(), 'gt06', '10.0.0.1', 'checksum', '', 9, '\\x78')`,
    ],
  ],
  '0004-engine': [
    ['engine', `INSERT INTO engine (heartbeat_at) VALUES (now())`],
    [
      'incidents',
      `INSERT INTO incidents (id, person_id, organisation_id, cause, severity, severity_rank, began_at)
       VALUES ('${uuid(8)}', '${uuid(4)}', '${uuid(2)}', 'home', 'high', 1, now())`,
    ],
    [
      'alerts',
      `INSERT INTO alerts (key, incident_id, person_id, order_id, lineage_id, condition_version, kind, severity, began_at, noticed_at, reason)
       VALUES ('k', '${uuid(8)}', '${uuid(4)}', '${uuid(5)}', '${uuid(7)}', 1, 'not-at-home', 'high', now(), now(), '{}')`,
    ],
    ['incident_entries', `INSERT INTO incident_entries (incident_id, kind) VALUES ('${uuid(8)}', 'opened')`],
  ],
  '0005-devices': [
    ['message_orders', `INSERT INTO message_orders VALUES (1, 2, 3)`],
    ['device_models', `INSERT INTO device_models (name, model) VALUES ('m', '{"name": "m"}')`],
    [
      'device_commands',
      `INSERT INTO device_commands (device_id, person_id, organisation_id, command, reason, requested_by, during)
       VALUES ('${uuid(6)}', '${uuid(4)}', '${uuid(2)}', '{"kind": "locate"}', 'r', '${uuid(3)}', tstzrange(now(), now() + interval '1 h'))`,
    ],
    [
      'security_events',
      `INSERT INTO security_events (at, kind, device_id, organisation_id, source)
       VALUES (now(), 'two-connections', '${uuid(6)}', '${uuid(2)}', '10.0.0.1')`,
    ],
  ],
  '0006-protected-persons': [
    [
      'protected_persons',
      `INSERT INTO protected_persons (order_id, lineage_id, name, language, phone) VALUES ('${uuid(5)}', '${uuid(7)}', 'A', 'kk', '+7')`,
    ],
    [
      'protected_warnings',
      `INSERT INTO protected_warnings (alert_key, person_id, lineage_id, due_at) VALUES ('k', '${uuid(4)}', '${uuid(7)}', now())`,
    ],
  ],
  '0007-engine-shell': [
    [
      'engine_faults',
      `INSERT INTO engine_faults (person_id, engine_version, phase, error, replay_from, began_at, retry_at)
       VALUES ('${uuid(4)}', 'v', 'step', 'TypeError', now(), now(), now())`,
    ],
    ['engine_versions', `INSERT INTO engine_versions VALUES ('v', now())`],
    [
      'alert_amendments',
      `INSERT INTO alert_amendments (alert_id, engine_version, before, after, cause) SELECT id, 'v', '{}', '{}', '{}' FROM alerts`,
    ],
    [
      'suppressed_signals',
      `INSERT INTO suppressed_signals (key, person_id, device_id, noticed_at, suppressed, engine_version)
       VALUES ('k', '${uuid(4)}', '${uuid(6)}', now(), '{}', 'v')`,
    ],
    [
      'engine_differences',
      `INSERT INTO engine_differences (person_id, derived_key, new_version) VALUES ('${uuid(4)}', 'k', 'v')`,
    ],
  ],
  // It rewrites what is stored: see below.
  '0008-rules': [],
  '0009-device-care': [
    [
      'blind_intervals',
      `INSERT INTO blind_intervals (person_id, during, because, interval, engine_version)
       VALUES ('${uuid(4)}', tstzrange(now() - interval '1 h', now()), 'no-contact', '{}', 'v')`,
    ],
    [
      'device_clock_events',
      `INSERT INTO device_clock_events (device_id, organisation_id, at, kind, by_ms) VALUES ('${uuid(6)}', '${uuid(2)}', now(), 'ahead', 1)`,
    ],
  ],
  '0010-permits': [
    [
      'permits',
      `INSERT INTO permits (order_id, kind, lineage_ids, during, given_at, given_by, document_number)
       VALUES ('${uuid(5)}', 'permission', ARRAY['${uuid(7)}']::uuid[], tstzrange(now(), now() + interval '1 hour'), now(), 'A', '1')`,
    ],
  ],
  '0011-fleet-outages': [
    ['fleet_state', `INSERT INTO fleet_state (state) VALUES ('{}')`],
    [
      'fleet_outages',
      `INSERT INTO fleet_outages (id, key, group_kind, group_values, because, began_at, noticed_at, told_until, peak, evidence)
       VALUES ('${uuid(20)}', 'k', 'network', '["401-01"]', 'network', now(), now(), now(), 8, '{}')`,
    ],
    [
      'fleet_outage_members',
      `INSERT INTO fleet_outage_members (outage_id, device_id, person_id, last_at, blind_from) VALUES ('${uuid(20)}', '${uuid(6)}', '${uuid(4)}', now(), now())`,
    ],
    ['technical_incidents', `INSERT INTO technical_incidents (outage_id) VALUES ('${uuid(20)}')`],
    [
      'technical_notices',
      `INSERT INTO technical_notices (outage_id, order_id, person_id, organisation_id, began_at, known_at, due_at, citation)
       VALUES ('${uuid(20)}', '${uuid(5)}', '${uuid(4)}', '${uuid(2)}', now(), now(), now(), '1369 §8(3)')`,
    ],
  ],
  // Functions and grants only.
  '0012-technical-work': [],
  '0013-case-files': [
    ['case_files', `INSERT INTO case_files (id, person_id, organisation_id) VALUES ('${uuid(21)}', '${uuid(4)}', '${uuid(2)}')`],
    [
      'case_events',
      `INSERT INTO case_events (case_id, sequence, at, kind, state, body) VALUES ('${uuid(21)}', 1, now(), 'receive', 'received', '{}')`,
    ],
  ],
  '0014-known-persons': [
    [
      'person_corrections',
      `INSERT INTO person_corrections (person_id, user_id, reason, before, after) VALUES ('${uuid(4)}', '${uuid(3)}', 'r', '{}', '{}')`,
    ],
  ],
  '0015-files': [
    [
      'files',
      `INSERT INTO files (id, case_id, user_id, name, kind, size_bytes, sha256, scan)
       VALUES ('${uuid(22)}', '${uuid(21)}', '${uuid(3)}', 'a.pdf', 'pdf', 1, sha256('a'), 'clean')`,
    ],
    ['file_chunks', `INSERT INTO file_chunks VALUES ('${uuid(22)}', 0, 'a')`],
  ],
  '0016-equipment': [
    [
      'device_moves',
      `INSERT INTO device_moves (device_id, sequence, at, kind, to_holder, organisation_id, condition)
       VALUES ('${uuid(6)}', 9, now(), 'handed-over', 'A', '${uuid(2)}', 'serviceable')`,
    ],
    [
      'equipment_types',
      `UPDATE equipment_types SET listed_until = '2026-01-01' WHERE class = 'repeater';
       INSERT INTO equipment_types (class, listed_from, source) VALUES ('repeater', '2026-01-01', 'A')`,
    ],
  ],
  '0017-documents': [
    ['organisation_contacts', `INSERT INTO organisation_contacts (organisation_id, phone) VALUES ('${uuid(2)}', '+7')`],
    [
      'documents',
      `INSERT INTO documents (id, order_id, person_id, organisation_id, kind, language, asked, drawn_up_by, year, sequence, content, pdf, pdf_sha256, short_hash, issued_by, issued_at)
       VALUES ('${uuid(23)}', '${uuid(21)}', '${uuid(4)}', '${uuid(2)}', 'memo', 'kk', '{}', '${uuid(3)}', 2026, 1, '{}', '\\x01', sha256('\\x01'), '0000-0000-0000-0000', '${uuid(3)}', now())`,
    ],
    [
      'document_signatures',
      `INSERT INTO document_signatures (document_id, document_sha256, role, name, method, signed_at, recorded_by)
       VALUES ('${uuid(23)}', sha256('\\x01'), 'person', 'A', 'refused', now(), '${uuid(3)}')`,
    ],
  ],
  // Columns only.
  '0018-intake': [],
  // A function only.
  '0019-fitting': [],
  '0020-deadlines': [
    [
      'calendar_changes',
      `INSERT INTO calendar_changes (user_id, on_date, is_day_off, decree) VALUES ('${uuid(3)}', '2027-05-17', true, 'd')`,
    ],
    [
      'deadlines',
      `INSERT INTO deadlines (id, case_id, rule, key, start_event, started_at, length, due_at, warn_at, missed_from, owed_by)
       VALUES ('${uuid(30)}', '${uuid(21)}', 'written-notice', 'k', 'information-received', now(), '{}', now(), now(), now(), 'subdivision')`,
    ],
    ['deadline_entries', `INSERT INTO deadline_entries (deadline_id, kind) VALUES ('${uuid(30)}', 'opened')`],
    [
      'deadline_moves',
      `INSERT INTO deadline_moves (deadline_id, calendar_change_id, was_due_at, proposed_due_at, proposed_at)
       SELECT '${uuid(30)}', id, now(), now(), now() FROM calendar_changes`,
    ],
    [
      'information_requests',
      `INSERT INTO information_requests (case_id, number, asked_by, received_at, recorded_by) VALUES ('${uuid(21)}', '1', 'b', now(), '${uuid(3)}')`,
    ],
  ],
  '0021-deliveries': [
    [
      'recipients',
      `INSERT INTO recipients (id, organisation_id, name, email) VALUES ('${uuid(25)}', '${uuid(2)}', '{"kk": "A", "ru": "A"}', 'a@example.kz')`,
    ],
    [
      'deliveries',
      `INSERT INTO deliveries (id, case_id, organisation_id, file_id, what, recipient_id, channel, address)
       VALUES ('${uuid(26)}', '${uuid(21)}', '${uuid(2)}', '${uuid(22)}', 'a.pdf', '${uuid(25)}', 'email', 'a@example.kz')`,
    ],
    ['delivery_attempts', `INSERT INTO delivery_attempts (delivery_id, number, began_at) VALUES ('${uuid(26)}', 1, now())`],
  ],
  '0022-order-transfers': [
    [
      'order_transfers',
      `INSERT INTO order_transfers (case_id, person_id, from_organisation_id, to_organisation_id, last_sequence, because)
       VALUES ('${uuid(21)}', '${uuid(4)}', '${uuid(1)}', '${uuid(2)}', 1, 'moved')`,
    ],
  ],
  // Functions alone: it holds no row.
  '0023-preview': [],
  // A function alone.
  '0024-check-by-hash': [],
  '0025-signing': [
    [
      'electronic_signatures',
      `INSERT INTO electronic_signatures (document_id, document_sha256, user_id, role, name, iin, cms, submitted_at, next_at)
       VALUES ('${uuid(23)}', sha256('\\x01'), '${uuid(3)}', 'head', 'A', '000000000000', '\\x01', now(), now())`,
    ],
  ],
  '0026-calendar-takings': [
    [
      'calendar_takings',
      `INSERT INTO calendar_takings (organisation_id, calendar_change_id, user_id, taken_at, persons_total)
       SELECT '${uuid(2)}', id, '${uuid(3)}', now(), 1 FROM calendar_changes`,
    ],
    [
      'person_days_off',
      `INSERT INTO person_days_off (person_id, calendar_change_id, applied_at) SELECT '${uuid(4)}', id, now() FROM calendar_changes`,
    ],
  ],
  '0027-equipment-stock': [
    ['stock_limits', `INSERT INTO stock_limits (organisation_id, class, least) VALUES ('${uuid(2)}', 'bracelet', 5)`],
  ],
  // Columns only: the deliveries of 0021 show what becomes of the rows there are.
  '0028-sending': [],
}
