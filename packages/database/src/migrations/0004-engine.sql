-- What the engine believes, raised and showed; what operators did about it.

-- One row: the engine's own clock, and its cursor in stream_events at the last checkpoint.
-- The engine holds an advisory lock while it runs.
CREATE TABLE engine (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  heartbeat_at timestamptz NOT NULL,
  checkpoint_at timestamptz NOT NULL DEFAULT '-infinity',
  checkpoint_stream_tx xid8 NOT NULL DEFAULT '0',
  checkpoint_stream_id bigint NOT NULL DEFAULT 0,
  checkpoint_outage_tx xid8 NOT NULL DEFAULT '0',
  checkpoint_outage_id bigint NOT NULL DEFAULT 0
);

-- Everything up to engine_cursors is in the effects; everything up to engine_checkpoint_cursors is in the checkpoints.
CREATE TABLE engine_cursors (
  gateway_no smallint PRIMARY KEY REFERENCES gateways,
  batch_no bigint NOT NULL
);
CREATE TABLE engine_checkpoint_cursors (
  gateway_no smallint PRIMARY KEY REFERENCES gateways,
  batch_no bigint NOT NULL
);

-- States by event time: the newest to go on from after a restart, older ones to rewind to when late readings come.
CREATE TABLE checkpoints (
  person_id uuid NOT NULL REFERENCES persons,
  at timestamptz NOT NULL,
  engine_version text NOT NULL,
  state jsonb NOT NULL,
  -- How far stream_events and server_outages are in the state.
  stream_tx xid8 NOT NULL,
  stream_id bigint NOT NULL,
  outage_tx xid8 NOT NULL,
  outage_id bigint NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, at)
);

-- Times in which a gateway heard nobody: never counted against anyone. Taken in commit order (see stream_events about `tx`).
CREATE TABLE server_outages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  gateway_no smallint NOT NULL REFERENCES gateways,
  during tstzrange NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT now()
);

-- A gateway says that it listens. What lies between now and the last time it said so is recorded as ours in the same
-- transaction, so whoever sees the gateway listening again sees the outage, too.
CREATE FUNCTION note_listening(asked_no smallint, at timestamptz, gap interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE previous timestamptz;
BEGIN
  SELECT listened_until INTO STRICT previous FROM gateways WHERE no = asked_no FOR UPDATE;
  IF at <= previous THEN RETURN; END IF;
  IF at - previous > gap THEN
    INSERT INTO server_outages (gateway_no, during) VALUES (asked_no, tstzrange(previous, at));
  END IF;
  UPDATE gateways SET listened_until = at WHERE no = asked_no;
END $$;
GRANT EXECUTE ON FUNCTION note_listening(smallint, timestamptz, interval) TO bilezik_intake;

-- The timeline as a chain of changes: from `since` on the answer is `value`, until the next row of the same chain.
-- `lineage_id` null: the chain of what is known about the person at all. Rows that later data overturned stay, superseded.
CREATE TABLE transitions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  lineage_id uuid,
  since timestamptz NOT NULL,
  noticed_at timestamptz NOT NULL,
  value text NOT NULL,
  because text,
  belief real,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  superseded_at timestamptz
);
CREATE INDEX ON transitions (person_id, since) WHERE superseded_at IS NULL;
-- Written again after a crash, the same change changes nothing.
CREATE UNIQUE INDEX ON transitions (person_id, lineage_id, noticed_at, since, value) NULLS NOT DISTINCT WHERE superseded_at IS NULL;

CREATE TABLE incidents (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  person_id uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  cause text NOT NULL,
  severity text NOT NULL,
  severity_rank smallint NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'concluded')),
  began_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  taken_by uuid REFERENCES users,
  taken_at timestamptz,
  concluded_by uuid REFERENCES users,
  concluded_at timestamptz,
  conclusion text,
  conclusion_note text,
  CHECK ((state = 'concluded') = (concluded_at IS NOT NULL)),
  CHECK ((taken_by IS NULL) = (taken_at IS NULL))
);
-- One open incident a person and cause.
CREATE UNIQUE INDEX ON incidents (person_id, cause) WHERE state <> 'concluded';
CREATE INDEX ON incidents (organisation_id, severity_rank, opened_at DESC) WHERE state <> 'concluded';
CREATE INDEX ON incidents (organisation_id, opened_at DESC);

CREATE TABLE alerts (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- Same evidence, same key: raising again after a crash changes nothing.
  key text NOT NULL UNIQUE,
  incident_id uuid NOT NULL REFERENCES incidents,
  person_id uuid NOT NULL REFERENCES persons,
  order_id uuid NOT NULL REFERENCES orders,
  lineage_id uuid NOT NULL,
  condition_version integer NOT NULL,
  kind text NOT NULL,
  severity text NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'ended', 'withdrawn', 'disproved')),
  began_at timestamptz NOT NULL,
  noticed_at timestamptz NOT NULL,
  raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  -- Event time of the step that ended it: a rewind to before it opens the alert again.
  end_noticed_at timestamptz,
  reason jsonb NOT NULL
);
CREATE INDEX ON alerts (incident_id);
CREATE INDEX ON alerts (person_id, began_at);

-- What happened in an incident, in order; append-only.
CREATE TABLE incident_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incidents,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  user_id uuid REFERENCES users,
  kind text NOT NULL,
  alert_kind text,
  text text NOT NULL DEFAULT ''
);
CREATE INDEX ON incident_entries (incident_id, id);

-- The latest of everyone, for the panel: written by the engine at most about once a second a person.
CREATE TABLE person_status (
  person_id uuid PRIMARY KEY REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  lat_e7 integer,
  lon_e7 integer,
  accuracy_dm integer,
  source smallint,
  fix_is_valid boolean,
  fix_at timestamptz,
  fix_received_at timestamptz,
  contact_at timestamptz,
  battery_percent smallint,
  is_charging boolean,
  standing text NOT NULL,
  knowledge jsonb NOT NULL,
  obligations jsonb NOT NULL,
  -- Until when the coordinates may be shown: the end of the order they were collected under.
  visible_until timestamptz NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON person_status (organisation_id, updated_at);

-- What live screens must hear of, in commit order (see stream_events about `tx`); kept for a day.
CREATE TABLE feed_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL DEFAULT now(),
  organisation_id uuid NOT NULL REFERENCES organisations,
  kind text NOT NULL CHECK (kind IN ('incident', 'obligation')),
  subject_id uuid NOT NULL
);
CREATE INDEX ON feed_events (tx, id);
CREATE INDEX ON feed_events (at);

CREATE FUNCTION notify_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bilezik_feed', '');
  RETURN NULL;
END $$;
CREATE TRIGGER notify AFTER INSERT ON feed_events FOR EACH STATEMENT EXECUTE FUNCTION notify_feed();

ALTER TABLE transitions ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON transitions TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
ALTER TABLE incidents ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON incidents TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
ALTER TABLE alerts ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON alerts TO bilezik_app USING (EXISTS (SELECT FROM incidents i WHERE i.id = incident_id));
ALTER TABLE incident_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON incident_entries TO bilezik_app USING (EXISTS (SELECT FROM incidents i WHERE i.id = incident_id));
ALTER TABLE person_status ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON person_status TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
ALTER TABLE feed_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON feed_events TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['transitions', 'incidents', 'alerts', 'incident_entries', 'person_status', 'feed_events'] LOOP
    EXECUTE format('CREATE POLICY engine ON %I TO bilezik_engine USING (true)', name);
  END LOOP;
END $$;

GRANT SELECT ON engine, engine_cursors TO bilezik_app;
GRANT SELECT ON transitions, incidents, alerts, incident_entries, person_status, feed_events TO bilezik_app;
GRANT UPDATE (state, taken_by, taken_at, concluded_by, concluded_at, conclusion, conclusion_note) ON incidents TO bilezik_app;
-- Not their numbers and times: `tx` above all, by which readers go.
GRANT INSERT (incident_id, user_id, kind, alert_kind, text) ON incident_entries TO bilezik_app;
GRANT INSERT (organisation_id, kind, subject_id) ON feed_events TO bilezik_app;

GRANT SELECT ON gateways TO bilezik_engine;
GRANT SELECT, INSERT, UPDATE, DELETE ON engine, engine_cursors, engine_checkpoint_cursors, checkpoints, person_status TO bilezik_engine;
GRANT SELECT, INSERT, UPDATE ON transitions, incidents, alerts TO bilezik_engine;
GRANT SELECT, INSERT ON incident_entries TO bilezik_engine;
GRANT SELECT ON server_outages TO bilezik_engine;
GRANT SELECT, INSERT, DELETE ON feed_events TO bilezik_engine;

-- A colleague of a higher organisation may have taken the incident: the name is shown, the account is not.
CREATE FUNCTION name_of_user(asked uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT name FROM users WHERE id = asked $$;
GRANT EXECUTE ON FUNCTION name_of_user(uuid) TO bilezik_app;
