-- What a kit has said since it was fitted, for its self-test: the latest reading of each kind of each device, of a person in scope, inside
-- an order in scope; never of a protected person's device.
CREATE FUNCTION kit_signals(asked_person uuid, since timestamptz)
RETURNS TABLE (
  device_id uuid, kind smallint, event_at timestamptz, received_at timestamptz, lat_e7 integer, lon_e7 integer, accuracy_dm integer,
  flags smallint, detail jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH authorised AS (
    SELECT d.id, d.no, k.during * o.term * tstzrange(since, NULL) AS during
    FROM orders o JOIN kit_devices k ON k.person_id = o.person_id JOIN devices d ON d.id = k.device_id
    WHERE o.person_id = asked_person AND o.organisation_id IN (SELECT scope_organisations()) AND k.role <> 'protected'
  )
  SELECT DISTINCT ON (a.id, r.kind) a.id, r.kind, r.event_at, r.received_at, r.lat_e7, r.lon_e7, r.accuracy_dm, r.flags, r.detail
  FROM authorised a JOIN readings r ON r.device_no = a.no AND a.during @> r.event_at
  WHERE r.event_at >= since AND r.event_day >= (since AT TIME ZONE 'UTC')::date AND r.event_day <= (since AT TIME ZONE 'UTC')::date + 31
  ORDER BY a.id, r.kind, r.event_at DESC
$$;
GRANT EXECUTE ON FUNCTION kit_signals(uuid, timestamptz) TO bilezik_app;
