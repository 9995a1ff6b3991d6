-- The register of equipment: one piece, one row, whether it speaks to us or not; its chain of custody; the dated list of types.

-- A piece that speaks to nobody has no protocol; what it is known by is then printed on it.
ALTER TABLE devices ALTER COLUMN protocol DROP NOT NULL;
CREATE UNIQUE INDEX ON devices (identifier) WHERE protocol IS NULL;
ALTER TABLE devices
  -- Null: registered before there were classes, and not said since.
  ADD COLUMN class text CHECK (class IN
    ('bracelet', 'home-unit', 'mobile-unit', 'repeater', 'personal-tracker', 'stationary-console', 'mobile-console')),
  ADD COLUMN serial_number text,
  ADD COLUMN iccid text UNIQUE CHECK (iccid ~ '^\d{18,22}$'),
  ADD COLUMN sim_operator text,
  ADD COLUMN firmware text,
  ADD COLUMN condition text NOT NULL DEFAULT 'serviceable' CHECK (condition IN ('serviceable', 'faulty', 'in-repair', 'lost', 'written-off')),
  ADD COLUMN value_tenge integer CHECK (value_tenge >= 0),
  ADD COLUMN location text,
  -- Who answers for it while nobody wears it: an official, a store.
  ADD COLUMN holder text;
CREATE INDEX ON devices (organisation_id, class);
-- A known model says its class.
UPDATE devices d SET class = m.model ->> 'equipmentClass' FROM device_models m WHERE m.name = d.model;

GRANT SELECT (class, serial_number, iccid, sim_operator, firmware, condition, value_tenge, location, holder) ON devices TO bilezik_app;
GRANT INSERT (class, serial_number, iccid, sim_operator, firmware, condition, value_tenge, location, holder) ON devices TO bilezik_app;
GRANT UPDATE (model, organisation_id, class, serial_number, iccid, sim_operator, firmware, condition, value_tenge, location, holder)
  ON devices TO bilezik_app;

-- Gateways are told of what they go by alone: who holds a piece, or where it lies, is nothing to them.
DROP TRIGGER note ON devices;
CREATE TRIGGER note AFTER INSERT ON devices FOR EACH ROW WHEN (NEW.protocol IS NOT NULL) EXECUTE FUNCTION note_collection_change();
CREATE TRIGGER note_change AFTER UPDATE OF protocol, identifier, model, wrapped_secret ON devices
  FOR EACH ROW WHEN (NEW.protocol IS NOT NULL) EXECUTE FUNCTION note_collection_change();

-- As before, without what speaks to nobody.
CREATE OR REPLACE FUNCTION collected_devices(since bigint)
RETURNS TABLE (device_no integer, protocol text, identifier text, model_name text, model jsonb, wrapped_secret text, intervals jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.no, d.protocol, d.identifier, d.model,
    (SELECT m.model FROM device_models m WHERE m.name = d.model),
    encode(d.wrapped_secret, 'base64'),
    coalesce(jsonb_agg(jsonb_build_object(
      'from', extract(epoch FROM lower(k.during * o.term)) * 1000,
      'until', extract(epoch FROM upper(k.during * o.term)) * 1000,
      'keyNo', w.no, 'wrappedKey', encode(w.wrapped_key, 'base64')) ORDER BY w.no) FILTER (WHERE w.no IS NOT NULL), '[]')
  FROM devices d
  LEFT JOIN kit_devices k ON k.device_id = d.id
  LEFT JOIN orders o ON o.person_id = k.person_id AND o.term && k.during
  LEFT JOIN order_keys w ON w.order_id = o.id
  WHERE d.protocol IS NOT NULL AND (since = 0 OR d.no IN (SELECT c.device_no FROM collection_changes c WHERE c.version > since))
  GROUP BY d.id
$$;

-- Append-only: nobody is granted UPDATE or DELETE. Who handed what to whom, and how it stood then.
CREATE TABLE device_moves (
  device_id uuid NOT NULL REFERENCES devices,
  sequence integer NOT NULL CHECK (sequence > 0),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  at timestamptz NOT NULL,
  -- Null: brought over from before there was a register.
  user_id uuid REFERENCES users,
  kind text NOT NULL CHECK (kind IN ('received', 'handed-over', 'issued', 'returned', 'found-faulty', 'sent-to-repair', 'found-fit',
    'lost', 'found', 'written-off')),
  from_holder text,
  to_holder text,
  -- Whose kit it went into or came out of.
  person_id uuid REFERENCES persons,
  -- In whose stock it is from then on, and how it stands.
  organisation_id uuid NOT NULL REFERENCES organisations,
  condition text NOT NULL,
  document text,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (device_id, sequence),
  CHECK (kind <> 'written-off' OR document IS NOT NULL)
);
CREATE INDEX ON device_moves (person_id) WHERE person_id IS NOT NULL;

INSERT INTO device_moves (device_id, sequence, at, kind, person_id, organisation_id, condition)
SELECT m.device_id, row_number() OVER (PARTITION BY m.device_id ORDER BY m.turn, m.at, m.kind DESC), m.at, m.kind, m.person_id, d.organisation_id,
  'serviceable'
FROM (
  SELECT id AS device_id, 0 AS turn, created_at AS at, 'received' AS kind, NULL::uuid AS person_id FROM devices
  UNION ALL
  SELECT device_id, 1, lower(during), 'issued', person_id FROM kit_devices
  UNION ALL
  SELECT device_id, 1, upper(during), 'returned', person_id FROM kit_devices WHERE NOT upper_inf(during)
) m JOIN devices d ON d.id = m.device_id;

ALTER TABLE device_moves ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON device_moves TO bilezik_app USING (EXISTS (SELECT FROM devices d WHERE d.id = device_id));
GRANT SELECT ON device_moves TO bilezik_app;
GRANT INSERT (device_id, sequence, at, user_id, kind, from_holder, to_holder, person_id, organisation_id, condition, document, note)
  ON device_moves TO bilezik_app;

-- Which of these somebody has already, in any organisation: to be asked before thousands are taken over at once.
CREATE FUNCTION taken_identifiers(protocols text[], identifiers text[])
RETURNS TABLE (protocol text, identifier text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT asked.protocol, asked.identifier FROM unnest(protocols, identifiers) AS asked (protocol, identifier)
  WHERE EXISTS (SELECT FROM devices d WHERE d.identifier = asked.identifier AND d.protocol IS NOT DISTINCT FROM asked.protocol)
$$;
CREATE FUNCTION taken_iccids(asked text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.iccid FROM devices d WHERE d.iccid = ANY (asked)
$$;
GRANT EXECUTE ON FUNCTION taken_identifiers(text[], text[]), taken_iccids(text[]) TO bilezik_app;

-- The list of types that the government approves, by the days on which each is on it. One list for the whole installation.
CREATE TABLE equipment_types (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  class text NOT NULL CHECK (class IN
    ('bracelet', 'home-unit', 'mobile-unit', 'repeater', 'personal-tracker', 'stationary-console', 'mobile-console')),
  -- Half-open, civil dates of Kazakhstan; the same day twice: it was entered by mistake.
  listed_from date NOT NULL,
  listed_until date CHECK (listed_until >= listed_from),
  -- The act, and where in it.
  source text NOT NULL,
  -- Null: it came with Bilezik.
  user_id uuid REFERENCES users,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Not WITHOUT OVERLAPS, which refuses what is empty.
  EXCLUDE USING gist (class WITH =, daterange(listed_from, listed_until) WITH &&)
);
GRANT SELECT ON equipment_types TO bilezik_app;
GRANT INSERT (class, listed_from, listed_until, source, user_id), UPDATE (listed_until) ON equipment_types TO bilezik_app;
-- The list itself was not at hand: an administrator puts in what it says.
INSERT INTO equipment_types (class, listed_from, source)
SELECT class, '2015-01-01', 'assumed' FROM unnest(ARRAY['bracelet', 'home-unit', 'mobile-unit', 'repeater', 'personal-tracker',
  'stationary-console', 'mobile-console']) AS class;
