-- What obligations that are only being drawn up would have alerted of: the app role reads a person's own readings for it, of every kind,
-- within the scope and the authorised time alone, as `fixes_of` gives positions. A protected person's device is left out.
CREATE FUNCTION preview_readings(asked_person uuid, from_at timestamptz, until_at timestamptz, at_most integer)
RETURNS TABLE (
  device_id uuid, device_no integer, event_at timestamptz, received_at timestamptz, content_hash text, kind smallint, lat_e7 integer,
  lon_e7 integer, accuracy_dm integer, source smallint, speed_cms smallint, course_degrees smallint, satellites smallint,
  altitude_metres smallint, hdop_tenths smallint, flags smallint, detail jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH authorised AS (
    SELECT d.id, d.no, k.during * o.term * tstzrange(from_at, until_at) AS during
    FROM orders o JOIN kit_devices k ON k.person_id = o.person_id JOIN devices d ON d.id = k.device_id
    WHERE o.person_id = asked_person AND o.organisation_id IN (SELECT scope_organisations()) AND k.role <> 'protected'
  )
  SELECT DISTINCT a.id, r.device_no, r.event_at, r.received_at, r.content_hash::text, r.kind, r.lat_e7, r.lon_e7, r.accuracy_dm, r.source,
    r.speed_cms, r.course_degrees, r.satellites, r.altitude_metres, r.hdop_tenths, r.flags, r.detail
  FROM authorised a JOIN readings r ON r.device_no = a.no AND a.during @> r.event_at
  WHERE r.event_at >= from_at AND r.event_at < until_at
    AND r.event_day >= (from_at AT TIME ZONE 'UTC')::date AND r.event_day <= (until_at AT TIME ZONE 'UTC')::date
  ORDER BY r.event_at, r.received_at, 5 LIMIT at_most
$$;

-- The times that are never held against anyone: outages of ours, and those of many that were told of this person.
CREATE FUNCTION preview_blind_times(asked_person uuid, from_at timestamptz, until_at timestamptz)
RETURNS TABLE (body jsonb, at timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT '{"kind": "server-blind"}'::jsonb, lower(during), upper(during) FROM server_outages
  WHERE during && tstzrange(from_at, until_at)
    AND is_person_in_scope(asked_person)
  UNION ALL
  SELECT s.body, s.at, NULL FROM stream_events s
  WHERE s.person_id = asked_person AND is_person_in_scope(asked_person)
    AND s.body ->> 'kind' IN ('server-blind', 'fleet-blind') AND s.at >= from_at AND s.at < until_at
$$;

-- Until when every gateway is known to have listened; null where there is none yet.
CREATE FUNCTION listened_until() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT min(listened_until) FROM gateways $$;

GRANT EXECUTE ON FUNCTION
  preview_readings(uuid, timestamptz, timestamptz, integer), preview_blind_times(uuid, timestamptz, timestamptz), listened_until()
TO bilezik_app;
