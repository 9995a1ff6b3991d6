-- The number under which bookkeeping has a piece, pieces that are on their way to another store, and from how few on a stock is low.

ALTER TABLE devices ADD COLUMN inventory_number text;
GRANT SELECT (inventory_number), INSERT (inventory_number), UPDATE (inventory_number) ON devices TO bilezik_app;

ALTER TABLE devices DROP CONSTRAINT devices_condition_check;
ALTER TABLE devices ADD CONSTRAINT devices_condition_check
  CHECK (condition IN ('serviceable', 'on-the-way', 'faulty', 'in-repair', 'lost', 'written-off'));
ALTER TABLE device_moves DROP CONSTRAINT device_moves_kind_check;
ALTER TABLE device_moves ADD CONSTRAINT device_moves_kind_check
  CHECK (kind IN ('received', 'handed-over', 'dispatched', 'arrived', 'issued', 'returned', 'found-faulty', 'sent-to-repair', 'found-fit',
    'lost', 'found', 'written-off'));

-- An organisation's own word on a class; no row: nobody set one.
CREATE TABLE stock_limits (
  organisation_id uuid NOT NULL REFERENCES organisations,
  class text NOT NULL CHECK (class IN
    ('bracelet', 'home-unit', 'mobile-unit', 'repeater', 'personal-tracker', 'stationary-console', 'mobile-console')),
  -- Low when fewer are free; 0: never.
  least integer NOT NULL CHECK (least BETWEEN 0 AND 100000),
  PRIMARY KEY (organisation_id, class)
);
ALTER TABLE stock_limits ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON stock_limits TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT, INSERT (organisation_id, class, least), UPDATE (least) ON stock_limits TO bilezik_app;
