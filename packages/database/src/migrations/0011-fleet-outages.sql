-- Contact with many devices of one group that was lost together: one technical incident, and nobody's conduct.

-- What the detector remembers of each device, as of the engine's checkpoint; outages that last are in the tables below.
CREATE TABLE fleet_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  state jsonb NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE fleet_outages (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- The detector's own name of it: noticed again after a crash, the same outage changes nothing.
  key text NOT NULL UNIQUE,
  group_kind text NOT NULL CHECK (group_kind IN ('network', 'network-in-region', 'firmware', 'model', 'region', 'gateway')),
  group_values jsonb NOT NULL,
  because text NOT NULL CHECK (because IN ('network', 'device-fault')),
  began_at timestamptz NOT NULL,
  noticed_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- How far ahead the persons concerned have been told.
  told_until timestamptz NOT NULL,
  -- The most devices that were silent at a time.
  peak integer NOT NULL,
  evidence jsonb NOT NULL
);
CREATE INDEX ON fleet_outages (began_at DESC);

-- Whose device was silent when. One that was heard and lost again has a row for each time.
CREATE TABLE fleet_outage_members (
  outage_id uuid NOT NULL REFERENCES fleet_outages,
  device_id uuid NOT NULL REFERENCES devices,
  person_id uuid NOT NULL REFERENCES persons,
  -- Our last contact.
  last_at timestamptz NOT NULL,
  -- The time in which silence is the outage's; the end is null while it lasts.
  blind_from timestamptz NOT NULL,
  blind_until timestamptz,
  heard_at timestamptz,
  PRIMARY KEY (outage_id, device_id, last_at)
);
CREATE INDEX ON fleet_outage_members (person_id, last_at);

-- One for the staff of all organisations that have persons in it, each of which sees its own persons only.
CREATE TABLE technical_incidents (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  outage_id uuid NOT NULL UNIQUE REFERENCES fleet_outages,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'concluded')),
  opened_at timestamptz NOT NULL DEFAULT now(),
  taken_by uuid REFERENCES users,
  taken_at timestamptz,
  concluded_by uuid REFERENCES users,
  concluded_at timestamptz,
  conclusion_note text,
  CHECK ((state = 'concluded') = (concluded_at IS NOT NULL)),
  CHECK ((taken_by IS NULL) = (taken_at IS NULL))
);
CREATE INDEX ON technical_incidents (opened_at DESC);

-- A failure of the means of tracking is reported to each body whose order it touches (1369 §8(3)): once an outage and order.
CREATE TABLE technical_notices (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  outage_id uuid NOT NULL REFERENCES fleet_outages,
  order_id uuid NOT NULL REFERENCES orders,
  person_id uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- When we had the information, from which the day for writing runs.
  known_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent')),
  citation text NOT NULL,
  UNIQUE (outage_id, order_id)
);
CREATE INDEX ON technical_notices (organisation_id, due_at);

ALTER TABLE fleet_outage_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON fleet_outage_members TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
ALTER TABLE fleet_outages ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON fleet_outages TO bilezik_app USING (EXISTS (SELECT FROM fleet_outage_members m WHERE m.outage_id = fleet_outages.id));
ALTER TABLE technical_incidents ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON technical_incidents TO bilezik_app
  USING (EXISTS (SELECT FROM fleet_outage_members m WHERE m.outage_id = technical_incidents.outage_id));
ALTER TABLE technical_notices ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON technical_notices TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['fleet_outages', 'fleet_outage_members', 'technical_incidents', 'technical_notices'] LOOP
    EXECUTE format('CREATE POLICY engine ON %I TO bilezik_engine USING (true)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON fleet_state, fleet_outages, fleet_outage_members, technical_notices TO bilezik_engine;
GRANT SELECT, INSERT ON technical_incidents TO bilezik_engine;
-- Not `peak` and `evidence`: they count the persons of others.
GRANT SELECT (id, group_kind, group_values, because, began_at, noticed_at, ended_at) ON fleet_outages TO bilezik_app;
GRANT SELECT ON fleet_outage_members, technical_incidents, technical_notices TO bilezik_app;
GRANT UPDATE (state, taken_by, taken_at, concluded_by, concluded_at, conclusion_note) ON technical_incidents TO bilezik_app;

-- What concerns several persons enters each one's stream.
CREATE POLICY engine_tells ON stream_events FOR INSERT TO bilezik_engine WITH CHECK (body ->> 'kind' = 'fleet-blind');
GRANT INSERT (person_id, at, body) ON stream_events TO bilezik_engine;

-- Which devices are watched, and what they have in common: in the kit of a person with an order in force, with the organisation
-- that executes it and those above.
CREATE FUNCTION watched_devices(at timestamptz)
RETURNS TABLE (device_id uuid, device_no integer, person_id uuid, model text, regions jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT o.id AS organisation_id, o.id AS region, 0 AS distance FROM organisations o
    UNION ALL
    SELECT a.organisation_id, p.parent_id, a.distance + 1
    FROM above a JOIN organisation_parents p ON p.organisation_id = a.region AND p.during @> at WHERE a.distance < 16
  ),
  regions AS (SELECT a.organisation_id, jsonb_agg(a.region ORDER BY a.distance) AS regions FROM above a GROUP BY a.organisation_id)
  SELECT DISTINCT ON (d.id) d.id, d.no, k.person_id, d.model, r.regions
  FROM kit_devices k JOIN devices d ON d.id = k.device_id
  JOIN orders o ON o.person_id = k.person_id AND o.term @> at
  JOIN regions r ON r.organisation_id = o.organisation_id
  WHERE k.during @> at AND k.role <> 'fixed'
  ORDER BY d.id, upper(o.term) DESC
$$;
GRANT EXECUTE ON FUNCTION watched_devices(timestamptz) TO bilezik_engine;

ALTER TABLE feed_events DROP CONSTRAINT feed_events_kind_check;
ALTER TABLE feed_events ADD CONSTRAINT feed_events_kind_check CHECK (kind IN ('incident', 'obligation', 'technical-incident'));
