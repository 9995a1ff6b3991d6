-- Sending: an address book, what is to be sent to whom, and every attempt. Written in the transaction of what caused it.

CREATE TABLE recipients (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL REFERENCES organisations,
  name jsonb NOT NULL CHECK (name ?& ARRAY['kk', 'ru']),
  email text,
  webhook_url text,
  -- Signs what goes to the webhook; wrapped by the master key, which is not in the database.
  wrapped_secret bytea,
  duty_unit text,
  is_retired boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (webhook_url IS NULL OR wrapped_secret IS NOT NULL)
);
CREATE INDEX ON recipients (organisation_id);

CREATE TABLE deliveries (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  case_id uuid NOT NULL REFERENCES case_files,
  organisation_id uuid NOT NULL REFERENCES organisations,
  file_id uuid REFERENCES files,
  document_id uuid REFERENCES documents,
  what text NOT NULL,
  recipient_id uuid NOT NULL REFERENCES recipients,
  channel text NOT NULL CHECK (channel IN ('email', 'webhook', 'print')),
  -- As it was then.
  address text CHECK (address IS NOT NULL OR channel = 'print'),
  state text NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unclear', 'given-up')),
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  asked_by uuid REFERENCES users,
  -- When it is tried next, and who asked for that.
  next_at timestamptz NOT NULL DEFAULT now(),
  next_by uuid REFERENCES users,
  received_by text,
  received_at timestamptz,
  proof_file_id uuid REFERENCES files,
  reason text,
  CHECK (num_nonnulls(file_id, document_id) = 1),
  CHECK ((state = 'delivered') = (received_by IS NOT NULL) AND (received_by IS NULL) = (received_at IS NULL))
);
CREATE INDEX ON deliveries (next_at) WHERE state = 'queued' AND channel <> 'print';
CREATE INDEX ON deliveries (case_id);
CREATE INDEX ON deliveries (organisation_id, state);

-- `handed_at` is committed before the last byte leaves: an attempt that ends without it was not received, one with it may have been.
CREATE TABLE delivery_attempts (
  delivery_id uuid NOT NULL REFERENCES deliveries,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 1000),
  began_at timestamptz NOT NULL,
  by_user uuid REFERENCES users,
  handed_at timestamptz,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('accepted', 'rejected', 'not-sent', 'unclear')),
  detail text,
  PRIMARY KEY (delivery_id, number),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK (handed_at IS NOT NULL OR outcome IS DISTINCT FROM 'unclear')
);

ALTER TABLE recipients ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON recipients TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON deliveries TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()))
  WITH CHECK (organisation_id IN (SELECT scope_organisations()) AND EXISTS (SELECT FROM case_files c WHERE c.id = case_id)
    AND EXISTS (SELECT FROM recipients r WHERE r.id = recipient_id)
    AND (file_id IS NULL OR EXISTS (SELECT FROM files f WHERE f.id = file_id AND f.case_id = deliveries.case_id))
    AND (document_id IS NULL OR EXISTS (SELECT FROM documents p WHERE p.id = document_id AND p.order_id = deliveries.case_id))
    AND (proof_file_id IS NULL OR EXISTS (SELECT FROM files f WHERE f.id = proof_file_id AND f.case_id = deliveries.case_id)));
ALTER TABLE delivery_attempts ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON delivery_attempts TO bilezik_app USING (EXISTS (SELECT FROM deliveries d WHERE d.id = delivery_id));

GRANT SELECT ON recipients, deliveries, delivery_attempts TO bilezik_app;
GRANT INSERT (organisation_id, name, email, webhook_url, wrapped_secret, duty_unit) ON recipients TO bilezik_app;
GRANT UPDATE (name, email, webhook_url, wrapped_secret, duty_unit, is_retired) ON recipients TO bilezik_app;
GRANT INSERT (case_id, organisation_id, file_id, document_id, what, recipient_id, channel, address, asked_by, next_at, next_by)
  ON deliveries TO bilezik_app;
GRANT UPDATE (state, next_at, next_by, received_by, received_at, proof_file_id, reason) ON deliveries TO bilezik_app;
GRANT INSERT (delivery_id, number, began_at, by_user) ON delivery_attempts TO bilezik_app;
GRANT UPDATE (handed_at, ended_at, outcome, detail) ON delivery_attempts TO bilezik_app;

-- What the sender has to do, of all organisations: ids alone. It reads each in the scope of its organisation.
CREATE FUNCTION deliveries_to_do(at timestamptz, begun_before timestamptz, most integer)
RETURNS TABLE (id uuid, organisation_id uuid, is_cut_off boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT d.id, d.organisation_id, true FROM deliveries d
   WHERE d.state = 'sending' AND NOT EXISTS (
     SELECT FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.ended_at IS NULL AND a.began_at >= begun_before)
   LIMIT most)
  UNION ALL
  (SELECT d.id, d.organisation_id, false FROM deliveries d
   WHERE d.state = 'queued' AND d.channel <> 'print' AND d.next_at <= at ORDER BY d.next_at LIMIT most)
$$;

CREATE FUNCTION sending_health() RETURNS TABLE (oldest_unsent_at timestamptz, unsent integer, stuck integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(asked_at) FILTER (WHERE state IN ('queued', 'sending')), (count(*) FILTER (WHERE state IN ('queued', 'sending')))::int,
    (count(*) FILTER (WHERE state IN ('failed', 'unclear')))::int
  FROM deliveries WHERE channel <> 'print' AND state IN ('queued', 'sending', 'failed', 'unclear')
$$;
REVOKE EXECUTE ON FUNCTION deliveries_to_do(timestamptz, timestamptz, integer), sending_health() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deliveries_to_do(timestamptz, timestamptz, integer), sending_health() TO bilezik_app;
