-- Persons, orders with their conditions, devices and kits; the key of each order; what the engine is told of them.

CREATE TABLE persons (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organisation_id uuid NOT NULL REFERENCES organisations,
  family_name text NOT NULL,
  given_name text NOT NULL,
  patronymic text,
  iin text CHECK (iin ~ '^\d{12}$'),
  birth_on date,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  phone text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON persons (lower(family_name) text_pattern_ops);
CREATE INDEX ON persons (organisation_id);

CREATE TABLE orders (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  regime text NOT NULL,
  basis_number text NOT NULL,
  decided_at timestamptz NOT NULL,
  -- The authorised time: nothing is collected before or after it.
  term tstzrange NOT NULL CHECK (NOT isempty(term) AND lower(term) IS NOT NULL AND upper(term) IS NOT NULL),
  closed_reason text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON orders (person_id);
CREATE INDEX ON orders (organisation_id);

-- Versions of one obligation share a lineage and never overlap.
CREATE TABLE conditions (
  lineage_id uuid NOT NULL DEFAULT uuidv7(),
  version integer NOT NULL DEFAULT 1,
  order_id uuid NOT NULL REFERENCES orders,
  rule jsonb NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('law', 'order', 'policy')),
  citation text,
  during tstzrange NOT NULL,
  PRIMARY KEY (lineage_id, version),
  UNIQUE (lineage_id, during WITHOUT OVERLAPS),
  -- A policy never wears a law's citation.
  CHECK (source_kind <> 'policy' OR citation IS NULL)
);
CREATE INDEX ON conditions (order_id);

CREATE TABLE devices (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  no integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  protocol text NOT NULL,
  identifier text NOT NULL,
  model text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (protocol, identifier)
);
CREATE INDEX ON devices (organisation_id);

-- A device is in one kit at a time.
CREATE TABLE kit_devices (
  device_id uuid NOT NULL REFERENCES devices,
  person_id uuid NOT NULL REFERENCES persons,
  role text NOT NULL CHECK (role IN ('worn', 'carried', 'fixed')),
  during tstzrange NOT NULL CHECK (NOT isempty(during)),
  PRIMARY KEY (device_id, during WITHOUT OVERLAPS)
);
CREATE INDEX ON kit_devices (person_id);

-- Raw bytes are encrypted under the key of the order they were collected for; erasing an order destroys its key.
-- The key is wrapped by the master key, which is not in the database.
CREATE TABLE order_keys (
  no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id uuid NOT NULL UNIQUE REFERENCES orders,
  wrapped_key bytea NOT NULL
);

-- What enters a person's stream besides readings. `tx` lets a reader go by commit order:
-- it takes only rows whose transaction is older than every transaction still open.
CREATE TABLE stream_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  person_id uuid NOT NULL REFERENCES persons,
  at timestamptz NOT NULL,
  body jsonb NOT NULL
);
CREATE INDEX ON stream_events (tx, id);
CREATE INDEX ON stream_events (person_id, at);

-- Devices whose authorised times changed: a gateway that has seen change n asks for what came after it.
CREATE TABLE collection_changes (
  version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_no integer NOT NULL
);

-- Writers of authorised times take the lock alone, intake transactions share it: a batch is either before a change, or knows it.
CREATE FUNCTION collection_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 4702611234::bigint $$;

CREATE FUNCTION note_collection_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(collection_lock_key());
  IF TG_TABLE_NAME = 'devices' THEN
    INSERT INTO collection_changes (device_no) VALUES (NEW.no);
  ELSIF TG_TABLE_NAME = 'kit_devices' THEN
    INSERT INTO collection_changes (device_no) SELECT d.no FROM devices d WHERE d.id = NEW.device_id;
  ELSIF TG_TABLE_NAME = 'order_keys' THEN
    INSERT INTO collection_changes (device_no)
    SELECT d.no FROM orders o JOIN kit_devices k ON k.person_id = o.person_id JOIN devices d ON d.id = k.device_id
    WHERE o.id = coalesce(NEW.order_id, OLD.order_id);
  ELSE
    INSERT INTO collection_changes (device_no)
    SELECT d.no FROM kit_devices k JOIN devices d ON d.id = k.device_id WHERE k.person_id = NEW.person_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON devices FOR EACH ROW EXECUTE FUNCTION note_collection_change();
CREATE TRIGGER note AFTER INSERT OR UPDATE ON kit_devices FOR EACH ROW EXECUTE FUNCTION note_collection_change();
CREATE TRIGGER note AFTER INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note_collection_change();
CREATE TRIGGER note AFTER INSERT OR DELETE ON order_keys FOR EACH ROW EXECUTE FUNCTION note_collection_change();

-- Owner's rights, for the policies of persons and orders would otherwise ask each other without end.
CREATE FUNCTION is_person_in_scope(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM persons p WHERE p.id = asked AND p.organisation_id IN (SELECT scope_organisations()))
      OR EXISTS (SELECT FROM orders o WHERE o.person_id = asked AND o.organisation_id IN (SELECT scope_organisations()))
$$;
GRANT EXECUTE ON FUNCTION is_person_in_scope(uuid) TO bilezik_app;

-- An order shows its person and their positions, so nobody gives themselves one about a person they do not see.
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON orders TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()))
  WITH CHECK (organisation_id IN (SELECT scope_organisations()) AND is_person_in_scope(person_id));
CREATE POLICY engine ON orders FOR SELECT TO bilezik_engine USING (true);

ALTER TABLE persons ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON persons TO bilezik_app
  USING (organisation_id IN (SELECT scope_organisations()) OR EXISTS (SELECT FROM orders o WHERE o.person_id = persons.id))
  WITH CHECK (organisation_id IN (SELECT scope_organisations()));
CREATE POLICY engine ON persons FOR SELECT TO bilezik_engine USING (true);

ALTER TABLE conditions ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON conditions TO bilezik_app USING (EXISTS (SELECT FROM orders o WHERE o.id = order_id));
CREATE POLICY engine ON conditions FOR SELECT TO bilezik_engine USING (true);

ALTER TABLE devices ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON devices TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
CREATE POLICY engine ON devices FOR SELECT TO bilezik_engine USING (true);

ALTER TABLE kit_devices ENABLE ROW LEVEL SECURITY;
-- A kit collects what its devices say: only devices in scope are put into one. One in a kit may have moved on since.
CREATE POLICY scope ON kit_devices TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY of_devices ON kit_devices AS RESTRICTIVE FOR INSERT TO bilezik_app
  WITH CHECK (EXISTS (SELECT FROM devices d WHERE d.id = device_id));
CREATE POLICY engine ON kit_devices FOR SELECT TO bilezik_engine USING (true);

ALTER TABLE order_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON order_keys TO bilezik_app USING (EXISTS (SELECT FROM orders o WHERE o.id = order_id));

ALTER TABLE stream_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON stream_events TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY engine ON stream_events FOR SELECT TO bilezik_engine USING (true);

GRANT SELECT ON persons, orders, conditions, devices, kit_devices TO bilezik_app;
-- Without the columns that the database fills: ids, numbers and times of entry are not the application's to say.
GRANT INSERT (organisation_id, family_name, given_name, patronymic, iin, birth_on, language, phone) ON persons TO bilezik_app;
GRANT INSERT (person_id, organisation_id, regime, basis_number, decided_at, term) ON orders TO bilezik_app;
GRANT INSERT (lineage_id, version, order_id, rule, source_kind, citation, during) ON conditions TO bilezik_app;
GRANT INSERT (protocol, identifier, model, organisation_id) ON devices TO bilezik_app;
GRANT INSERT (device_id, person_id, role, during) ON kit_devices TO bilezik_app;
GRANT UPDATE (term, closed_reason) ON orders TO bilezik_app;
GRANT UPDATE (during) ON conditions, kit_devices TO bilezik_app;
GRANT INSERT (order_id, wrapped_key), DELETE, SELECT (order_id) ON order_keys TO bilezik_app;
GRANT INSERT (person_id, at, body) ON stream_events TO bilezik_app;
GRANT SELECT ON persons, orders, conditions, devices, kit_devices, stream_events TO bilezik_engine;
