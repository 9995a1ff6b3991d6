-- Whom a distance condition protects, how to warn them, and the device that tells where they are.

CREATE TABLE protected_persons (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL REFERENCES orders,
  -- The distance condition that protects them.
  lineage_id uuid NOT NULL,
  name text NOT NULL,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  phone text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON protected_persons (order_id);
CREATE INDEX ON protected_persons (lineage_id);
ALTER TABLE protected_persons ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON protected_persons TO bilezik_app USING (EXISTS (SELECT FROM orders o WHERE o.id = order_id));
GRANT SELECT ON protected_persons TO bilezik_app;
GRANT INSERT (order_id, lineage_id, name, language, phone) ON protected_persons TO bilezik_app;

-- Their device stands in the kit of the supervised person, so it is collected as long as that order lasts and under its key.
ALTER TABLE kit_devices ADD COLUMN protected_person_id uuid REFERENCES protected_persons;
ALTER TABLE kit_devices DROP CONSTRAINT kit_devices_role_check;
ALTER TABLE kit_devices ADD CONSTRAINT kit_devices_role_check CHECK (role IN ('worn', 'carried', 'fixed', 'protected'));
ALTER TABLE kit_devices ADD CONSTRAINT kit_devices_protected_check CHECK ((role = 'protected') = (protected_person_id IS NOT NULL));
GRANT INSERT (protected_person_id) ON kit_devices TO bilezik_app;

-- Each time that the supervised person came too near: to be told to the protected one at once. Written by the engine, once an alert.
CREATE TABLE protected_warnings (
  alert_key text PRIMARY KEY,
  id uuid NOT NULL UNIQUE DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES persons,
  lineage_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  given_at timestamptz,
  given_by uuid REFERENCES users,
  means text NOT NULL DEFAULT '',
  CHECK ((given_at IS NULL) = (given_by IS NULL))
);
CREATE INDEX ON protected_warnings (person_id, due_at DESC);
ALTER TABLE protected_warnings ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON protected_warnings TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY engine ON protected_warnings TO bilezik_engine USING (true);
GRANT SELECT ON protected_warnings TO bilezik_app;
GRANT UPDATE (given_at, given_by, means) ON protected_warnings TO bilezik_app;
GRANT SELECT, INSERT ON protected_warnings TO bilezik_engine;

-- As before, without the protected person's own places: they are shown to nobody.
CREATE OR REPLACE FUNCTION fixes_of(asked_person uuid, from_at timestamptz, until_at timestamptz, at_most integer)
RETURNS TABLE (
  event_at timestamptz, received_at timestamptz, lat_e7 integer, lon_e7 integer, accuracy_dm integer, source smallint, flags smallint, total bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH authorised AS (
    SELECT d.no, k.during * o.term * tstzrange(from_at, until_at) AS during
    FROM orders o JOIN kit_devices k ON k.person_id = o.person_id JOIN devices d ON d.id = k.device_id
    WHERE o.person_id = asked_person AND o.organisation_id IN (SELECT scope_organisations()) AND k.role <> 'protected'
  ),
  found AS (
    SELECT DISTINCT r.event_at, r.received_at, r.lat_e7, r.lon_e7, r.accuracy_dm, r.source, r.flags
    FROM authorised a JOIN readings r ON r.device_no = a.no AND a.during @> r.event_at
    WHERE r.kind = 1 AND r.event_at >= from_at AND r.event_at < until_at
      AND r.event_day >= (from_at AT TIME ZONE 'UTC')::date AND r.event_day <= (until_at AT TIME ZONE 'UTC')::date
  ),
  numbered AS (SELECT f.*, row_number() OVER (ORDER BY f.event_at) AS n, count(*) OVER () AS total FROM found f)
  SELECT n.event_at, n.received_at, n.lat_e7, n.lon_e7, n.accuracy_dm, n.source, n.flags, n.total
  FROM numbered n WHERE n.total <= at_most OR n.n % (n.total / at_most + 1) = 0 ORDER BY n.event_at
$$;
