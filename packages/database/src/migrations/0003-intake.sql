-- What devices say. Written by the intake role, which can do nothing but insert; read by the engine and through functions.

CREATE TABLE gateways (
  no smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  -- Batches are numbered upwards and committed serially by their gateway, so a reader's cursor (one entry a gateway) misses none.
  last_batch bigint NOT NULL DEFAULT 0,
  -- Until when it is known to have listened: renewed every second while it could receive and store.
  listened_until timestamptz NOT NULL DEFAULT now()
);

-- One row a reading, by the day of its event. Rows of a device whose clock is impossible (1970, 2080) lie in the stray
-- partition under the device's own time, so that a repeat is still recognised.
CREATE TABLE readings (
  event_day date NOT NULL,
  device_no integer NOT NULL,
  event_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  batch_id bigint NOT NULL,
  content_hash bigint NOT NULL,
  lat_e7 integer,
  lon_e7 integer,
  accuracy_dm integer,
  kind smallint NOT NULL,
  source smallint,
  speed_cms smallint,
  course_degrees smallint,
  satellites smallint,
  altitude_metres smallint,
  hdop_tenths smallint,
  -- Bit 0: valid fix. Bit 1: the event time is the time of receipt, for the device gave none. Bit 2: impossible clock.
  flags smallint NOT NULL,
  key_no integer,
  -- What has no column of its own: wear signals, power, telemetry.
  detail jsonb,
  -- The message as received, under the key `key_no`; on the first reading of the message only.
  raw bytea
) PARTITION BY RANGE (event_day);
ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY engine ON readings FOR SELECT TO bilezik_engine USING (true);
GRANT SELECT ON readings TO bilezik_engine;

CREATE TABLE readings_stray PARTITION OF readings FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE UNIQUE INDEX readings_stray_identity ON readings_stray (device_no, event_at, content_hash);
CREATE INDEX readings_stray_batch ON readings_stray (batch_id);
GRANT INSERT ON readings_stray TO bilezik_intake;

-- Refuses days that no believable reading can have, so that a mad clock cannot make tables.
CREATE FUNCTION ensure_reading_partition(day date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE partition text := 'readings_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF day < current_date - 402 OR day > current_date + 2 THEN
    RAISE EXCEPTION 'no partition for %', day USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF to_regclass(partition) IS NULL THEN
    -- Several gateways may need the same day at once.
    PERFORM pg_advisory_xact_lock(hashtext(partition));
    -- The catalogue itself: to_regclass may still remember that there was none before the wait.
    IF NOT EXISTS (SELECT FROM pg_class WHERE relname = partition AND relnamespace = 'public'::regnamespace) THEN
      EXECUTE format('CREATE TABLE %I (LIKE readings INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
      EXECUTE format('CREATE UNIQUE INDEX %I ON %I (device_no, event_at, content_hash)', partition || '_identity', partition);
      EXECUTE format('CREATE INDEX %I ON %I (batch_id)', partition || '_batch', partition);
      EXECUTE format('GRANT INSERT ON %I TO bilezik_intake', partition);
      EXECUTE format('ALTER TABLE readings ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, day, day + 1);
    END IF;
  END IF;
  RETURN partition;
END $$;

-- Outside an authorised time: that the device spoke, and why nothing was kept. At most one row a device, minute and reason.
CREATE TABLE uncollected (
  device_no integer NOT NULL,
  received_minute timestamptz NOT NULL,
  reason text NOT NULL CHECK (reason IN ('no-order', 'event-outside-order')),
  PRIMARY KEY (device_no, received_minute, reason)
);
GRANT INSERT ON uncollected TO bilezik_intake;

CREATE TABLE quarantine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  protocol text NOT NULL,
  source text NOT NULL,
  device_no integer,
  reason text NOT NULL,
  detail text NOT NULL,
  size_bytes integer NOT NULL,
  -- Enough to tell a protocol, too little to hold a position.
  head bytea NOT NULL CHECK (octet_length(head) <= 4),
  -- Only of a device inside an authorised time, under that order's key.
  key_no integer,
  raw bytea,
  CHECK ((raw IS NULL) = (key_no IS NULL))
);
CREATE INDEX ON quarantine (received_at);
GRANT INSERT ON quarantine TO bilezik_intake;
GRANT SELECT (id, received_at, protocol, source, device_no, reason, detail, size_bytes, head, key_no) ON quarantine TO bilezik_app;

CREATE TABLE unknown_devices (
  protocol text NOT NULL,
  identifier text NOT NULL CHECK (length(identifier) <= 64),
  first_heard_at timestamptz NOT NULL,
  last_heard_at timestamptz NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (protocol, identifier)
);
CREATE INDEX ON unknown_devices (last_heard_at);
GRANT SELECT ON unknown_devices TO bilezik_app;

-- All strangers of a batch at once. Bounded: past ten thousand those unheard for longest make room.
CREATE FUNCTION note_unknown_devices(protocols text[], identifiers text[], heard_at timestamptz[], sources text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO unknown_devices AS known (protocol, identifier, first_heard_at, last_heard_at, source)
  SELECT n.protocol, n.identifier, n.heard_at, n.heard_at, n.source
  FROM unnest(protocols, identifiers, heard_at, sources) AS n (protocol, identifier, heard_at, source)
  -- In one order in every transaction, so that two gateways never wait for each other.
  ORDER BY n.protocol, n.identifier
  ON CONFLICT (protocol, identifier) DO UPDATE
  SET last_heard_at = greatest(known.last_heard_at, excluded.last_heard_at), source = excluded.source;
  DELETE FROM unknown_devices d USING (
    SELECT u.protocol, u.identifier FROM unknown_devices u ORDER BY u.last_heard_at DESC, u.protocol, u.identifier OFFSET 10000
  ) over WHERE d.protocol = over.protocol AND d.identifier = over.identifier;
END $$;

CREATE FUNCTION register_gateway(gateway_name text) RETURNS smallint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO gateways (name) VALUES (gateway_name) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING no
$$;

-- Begins an intake transaction: shares the collection lock, notes the batch's number, which only ever rises (a number may be left out),
-- and tells the version of the authorised times; when it is not the one that the batch was made ready for, nothing is begun.
CREATE FUNCTION begin_batch(gateway_no smallint, batch_no bigint, known_version bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE current_version bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(collection_lock_key());
  SELECT coalesce(max(version), 0) INTO current_version FROM collection_changes;
  IF known_version <> current_version THEN
    RAISE EXCEPTION 'the authorised times have changed' USING ERRCODE = 'BZ001';
  END IF;
  UPDATE gateways SET last_batch = batch_no WHERE no = gateway_no AND last_batch < batch_no;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'batch % of gateway % does not come after its last', batch_no, gateway_no USING ERRCODE = 'BZ002';
  END IF;
  RETURN current_version;
END $$;

CREATE FUNCTION last_batch_of(gateway_no smallint) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT last_batch FROM gateways WHERE no = gateway_no $$;

-- Every device (or those changed after a version) with its authorised times: in a kit, during an order of that person.
CREATE FUNCTION collected_devices(since bigint)
RETURNS TABLE (device_no integer, protocol text, identifier text, intervals jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.no, d.protocol, d.identifier,
    coalesce(jsonb_agg(jsonb_build_object(
      'from', extract(epoch FROM lower(k.during * o.term)) * 1000,
      'until', extract(epoch FROM upper(k.during * o.term)) * 1000,
      'keyNo', w.no, 'wrappedKey', encode(w.wrapped_key, 'base64')) ORDER BY w.no) FILTER (WHERE w.no IS NOT NULL), '[]')
  FROM devices d
  LEFT JOIN kit_devices k ON k.device_id = d.id
  LEFT JOIN orders o ON o.person_id = k.person_id AND o.term && k.during
  LEFT JOIN order_keys w ON w.order_id = o.id
  WHERE since = 0 OR d.no IN (SELECT c.device_no FROM collection_changes c WHERE c.version > since)
  GROUP BY d.no, d.protocol, d.identifier
$$;

CREATE FUNCTION collection_version() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT coalesce(max(version), 0) FROM collection_changes $$;

-- Positions leave the database for the application only here: of a person in scope, inside an order in scope.
CREATE FUNCTION fixes_of(asked_person uuid, from_at timestamptz, until_at timestamptz, at_most integer)
RETURNS TABLE (
  event_at timestamptz, received_at timestamptz, lat_e7 integer, lon_e7 integer, accuracy_dm integer, source smallint, flags smallint, total bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH authorised AS (
    SELECT d.no, k.during * o.term * tstzrange(from_at, until_at) AS during
    FROM orders o JOIN kit_devices k ON k.person_id = o.person_id JOIN devices d ON d.id = k.device_id
    WHERE o.person_id = asked_person AND o.organisation_id IN (SELECT scope_organisations())
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

GRANT EXECUTE ON FUNCTION
  ensure_reading_partition(date), note_unknown_devices(text[], text[], timestamptz[], text[]), register_gateway(text),
  begin_batch(smallint, bigint, bigint), last_batch_of(smallint), collected_devices(bigint), collection_version()
TO bilezik_intake;
GRANT EXECUTE ON FUNCTION fixes_of(uuid, timestamptz, timestamptz, integer), scope_organisations() TO bilezik_app;
