-- Notices and permissions given beforehand, which lift conditions of an order for a time. Nothing of one is ever changed: it is revoked.

CREATE TABLE permits (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL REFERENCES orders,
  kind text NOT NULL CHECK (kind IN ('notice', 'permission')),
  lineage_ids uuid[] NOT NULL CHECK (cardinality(lineage_ids) BETWEEN 1 AND 20),
  during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower(during) IS NOT NULL AND upper(during) IS NOT NULL),
  -- Only in these hours of the week, for one that recurs.
  schedule jsonb,
  given_at timestamptz NOT NULL,
  -- Who gave or took it, and the document it stands in.
  given_by text NOT NULL,
  document_number text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  revoked_reason text,
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX ON permits (order_id);
ALTER TABLE permits ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON permits TO bilezik_app USING (EXISTS (SELECT FROM orders o WHERE o.id = order_id));
GRANT SELECT ON permits TO bilezik_app;
GRANT INSERT (order_id, kind, lineage_ids, during, schedule, given_at, given_by, document_number), UPDATE (revoked_at, revoked_reason) ON permits TO bilezik_app;

-- What a person's plan holds is written by one transaction after the other, as with orders and kits.
CREATE FUNCTION take_plan_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(collection_lock_key());
  RETURN NULL;
END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON permits FOR EACH ROW EXECUTE FUNCTION take_plan_turn();
