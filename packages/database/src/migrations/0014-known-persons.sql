-- One person is entered once: a number belongs to one, a name is found in every spelling, and what is corrected is kept.

-- A word of a name as the skeleton that its Kazakh, Russian and Latin spellings share: Нұрмұхамбетова, Нурмухамбетова, Nurmukhambetova.
CREATE FUNCTION name_key(word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  folded text := lower(normalize(word, NFKC) COLLATE pg_c_utf8);
  skeleton text;
BEGIN
  -- Latin letters in a Cyrillic word are there because they look the same.
  IF folded ~ '[а-яәіңғүұқөһё]' THEN
    folded := translate(folded, 'abekmhopctxyi', 'авекмнорстхуи');
  END IF;
  folded := replace(replace(replace(replace(replace(replace(replace(folded,
    'shch', 'ш'), 'kh', 'х'), 'zh', 'ж'), 'ch', 'ч'), 'sh', 'ш'), 'ts', 'ц'), 'gh', 'г');
  folded := translate(folded, 'abvgdezijklmnoprstufhcyqwxäöüūğşñıç', 'абвгдезижклмнопрстуфхкикухаоуугшнич');
  folded := translate(folded, 'әіңқғүұөһёщ', 'аинкгууохеш');
  folded := replace(folded, 'дж', 'ж');
  folded := regexp_replace(folded, '[^а-я]', '', 'g');
  skeleton := regexp_replace(regexp_replace(folded, '[аеиоуыэюяйъь]', '', 'g'), '(.)\1+', '\1', 'g');
  -- Ли and Аю would be one letter or none; a name in a third script stands for itself.
  RETURN CASE WHEN folded = '' THEN lower(word COLLATE pg_c_utf8) WHEN length(skeleton) < 2 THEN folded ELSE skeleton END;
END $$;

-- The words of family and given name, in whichever of the two they stand. A patronymic that strayed in does not count.
CREATE FUNCTION name_keys(family_name text, given_name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
    SELECT name_key(word) AS key
    FROM regexp_split_to_table(lower((family_name || ' ' || given_name) COLLATE pg_c_utf8), '[\s.,-]+') AS word
    WHERE word !~ '(ұлы|улы|қызы|кызы|uly|ulı|qyzy|kyzy|qyzı)$' AND word !~ '(ович|евич|ьич|овна|евна|ична|ovich|evich|ovna|evna)$'
  ) AS words WHERE key <> ''
$$;
GRANT EXECUTE ON FUNCTION name_key(text), name_keys(text, text) TO bilezik_app;

ALTER TABLE persons ADD COLUMN name_keys text[] NOT NULL GENERATED ALWAYS AS (name_keys(family_name, given_name)) STORED;
CREATE INDEX ON persons USING gin (name_keys);

-- Nothing kept two persons from one number until now. Those that share one stay so until somebody corrects them.
ALTER TABLE persons ADD COLUMN shares_iin boolean NOT NULL DEFAULT false;
UPDATE persons SET shares_iin = true
WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY iin ORDER BY created_at, id) AS nth FROM persons WHERE iin IS NOT NULL) AS numbered WHERE nth > 1);
CREATE UNIQUE INDEX persons_iin ON persons (iin) WHERE NOT shares_iin;

-- Whose number it is, wherever: of somebody out of scope no more than which organisation to ask.
CREATE FUNCTION holder_of_iin(asked text) RETURNS TABLE (person_id uuid, organisation_id uuid, organisation_name jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN is_person_in_scope(p.id) THEN p.id END, o.id, o.name
  FROM persons p JOIN organisations o ON o.id = p.organisation_id
  WHERE p.iin = asked ORDER BY p.shares_iin, p.created_at LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION holder_of_iin(text) TO bilezik_app;

-- Append-only: what stood before, what stands since, who changed it and why.
CREATE TABLE person_corrections (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  user_id uuid NOT NULL REFERENCES users,
  reason text NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL
);
CREATE INDEX ON person_corrections (person_id, recorded_at);
ALTER TABLE person_corrections ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON person_corrections TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
GRANT SELECT ON person_corrections TO bilezik_app;
GRANT INSERT (person_id, user_id, reason, before, after) ON person_corrections TO bilezik_app;
GRANT UPDATE (family_name, given_name, patronymic, iin, birth_on, language, phone) ON persons TO bilezik_app;
