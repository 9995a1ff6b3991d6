-- What is known of device models, secrets of devices that sign, commands to devices, and signs that one pretends to be another.

-- How an installation knows a model, beside those that come with Bilezik; a device is bound to its model by name.
CREATE TABLE device_models (
  name text PRIMARY KEY CHECK (name = model ->> 'name'),
  model jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON device_models TO bilezik_app;
GRANT INSERT (name, model, updated_at), UPDATE (model, updated_at) ON device_models TO bilezik_app;

CREATE FUNCTION note_model_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(collection_lock_key());
  INSERT INTO collection_changes (device_no) SELECT d.no FROM devices d WHERE d.model = NEW.name;
  RETURN NULL;
END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON device_models FOR EACH ROW EXECUTE FUNCTION note_model_change();

-- The device's own key, wrapped by the master key; null where the protocol signs nothing. Written by the application, read by the
-- gateway alone.
REVOKE SELECT ON devices FROM bilezik_app, bilezik_engine;
GRANT SELECT (id, no, protocol, identifier, model, organisation_id, created_at) ON devices TO bilezik_app, bilezik_engine;
ALTER TABLE devices ADD COLUMN wrapped_secret bytea;
GRANT INSERT (wrapped_secret) ON devices TO bilezik_app;

-- 1369 §13: tracking is hidden from others. Only where the body has recorded that nobody is to be hidden from may a device sound.
ALTER TABLE orders ADD COLUMN is_concealed boolean NOT NULL DEFAULT true;
GRANT INSERT (is_concealed) ON orders TO bilezik_app;

DROP FUNCTION collected_devices(bigint);
CREATE FUNCTION collected_devices(since bigint)
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
  WHERE since = 0 OR d.no IN (SELECT c.device_no FROM collection_changes c WHERE c.version > since)
  GROUP BY d.id
$$;

-- The highest message of each device whose protocol counts and signs them.
CREATE TABLE message_orders (
  device_no integer PRIMARY KEY,
  boot bigint NOT NULL,
  number bigint NOT NULL
);

-- For a gateway that starts: a message played back must take nobody's connection then either.
CREATE FUNCTION known_message_orders() RETURNS SETOF message_orders
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT * FROM message_orders $$;

-- Gives what stood before and moves it up, never down.
CREATE FUNCTION advance_message_orders(device_nos integer[], boots bigint[], numbers bigint[])
RETURNS TABLE (device_no integer, boot bigint, number bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH given AS (
    SELECT * FROM unnest(device_nos, boots, numbers) AS g (device_no, boot, number) ORDER BY g.device_no
  ), moved AS (
    INSERT INTO message_orders AS o SELECT * FROM given
    ON CONFLICT (device_no) DO UPDATE SET boot = excluded.boot, number = excluded.number
    WHERE (o.boot, o.number) < (excluded.boot, excluded.number)
  )
  -- As of before this statement.
  SELECT o.device_no, o.boot, o.number FROM message_orders o JOIN given g ON g.device_no = o.device_no
$$;

-- Commands to devices: queued here, sent at least once while the device is connected, and answered here.
CREATE TABLE device_commands (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- Goes to the device and comes back in its answer, where the protocol carries one.
  token integer GENERATED ALWAYS AS IDENTITY (CYCLE) UNIQUE,
  device_id uuid NOT NULL REFERENCES devices,
  person_id uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  command jsonb NOT NULL,
  reason text NOT NULL,
  requested_by uuid NOT NULL REFERENCES users,
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- Half-open: not sent before it nor from its end on.
  during tstzrange NOT NULL CHECK (NOT isempty(during) AND upper(during) IS NOT NULL),
  sent_count smallint NOT NULL DEFAULT 0,
  sent_at timestamptz,
  answered_at timestamptz,
  is_done boolean,
  answer text,
  CHECK ((answered_at IS NULL) = (is_done IS NULL))
);
CREATE INDEX ON device_commands (device_id, requested_at DESC);
CREATE INDEX ON device_commands (person_id, requested_at DESC);
CREATE INDEX ON device_commands (upper(during)) WHERE answered_at IS NULL;
ALTER TABLE device_commands ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON device_commands TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT ON device_commands TO bilezik_app;
GRANT INSERT (device_id, person_id, organisation_id, command, reason, requested_by, during) ON device_commands TO bilezik_app;

-- The oldest unfinished command of each device, when it is time to send it (again): while the device is still in the kit of the
-- person it was asked for, and an order of theirs is in force.
CREATE FUNCTION due_commands(at timestamptz, again_after interval, at_most_sent smallint)
RETURNS TABLE (id uuid, token integer, device_no integer, command jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due.id, due.token, due.no, due.command FROM (
    SELECT DISTINCT ON (c.device_id) c.id, c.token, d.no, c.command, c.sent_at
    FROM device_commands c JOIN devices d ON d.id = c.device_id
    WHERE c.answered_at IS NULL AND upper(c.during) > at AND lower(c.during) <= at AND c.sent_count < at_most_sent
      AND EXISTS (SELECT FROM kit_devices k WHERE k.device_id = c.device_id AND k.person_id = c.person_id AND k.during @> at)
      AND EXISTS (SELECT FROM orders o WHERE o.person_id = c.person_id AND o.term @> at)
    ORDER BY c.device_id, c.requested_at, c.token
  ) due
  WHERE due.sent_at IS NULL OR due.sent_at <= at - again_after
  LIMIT 5000
$$;

CREATE FUNCTION note_commands_sent(ids uuid[], at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE device_commands SET sent_count = sent_count + 1, sent_at = at WHERE id = ANY (ids)
$$;

-- Without a token the oldest one under way is meant: one command is under way at a time. Some protocols carry 16 bits of the token.
-- The answer to a question for the position may hold it in words: those stay in the sealed bytes.
CREATE FUNCTION note_command_answer(answering_no integer, answered_token integer, done boolean, answer_text text, at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE device_commands SET answered_at = at, is_done = done,
    answer = CASE WHEN command ->> 'kind' = 'locate' THEN NULL ELSE nullif(answer_text, '') END
  WHERE id = (
    SELECT c.id FROM device_commands c JOIN devices d ON d.id = c.device_id
    WHERE d.no = answering_no AND c.answered_at IS NULL AND c.sent_at IS NOT NULL AND (answered_token IS NULL OR answered_token IN (c.token, c.token % 65536))
    ORDER BY c.requested_at, c.token LIMIT 1
  )
$$;

-- One identifier on two connections, a frame signed with a wrong key: somebody may pretend to be a device.
CREATE TABLE security_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('two-connections', 'wrong-signature')),
  device_id uuid NOT NULL REFERENCES devices,
  organisation_id uuid NOT NULL REFERENCES organisations,
  source text NOT NULL,
  other_source text
);
CREATE INDEX ON security_events (organisation_id, id);
ALTER TABLE security_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON security_events TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT ON security_events TO bilezik_app;

CREATE FUNCTION note_security_event(device_no integer, event_kind text, event_source text, event_other_source text, event_at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO security_events (at, kind, device_id, organisation_id, source, other_source)
  SELECT event_at, event_kind, d.id, d.organisation_id, event_source, event_other_source FROM devices d WHERE d.no = device_no
$$;

GRANT EXECUTE ON FUNCTION
  collected_devices(bigint), due_commands(timestamptz, interval, smallint), note_commands_sent(uuid[], timestamptz),
  known_message_orders(), advance_message_orders(integer[], bigint[], bigint[]),
  note_command_answer(integer, integer, boolean, text, timestamptz), note_security_event(integer, text, text, text, timestamptz)
TO bilezik_intake;
