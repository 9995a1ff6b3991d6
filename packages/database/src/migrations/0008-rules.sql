-- A curfew has two graces, from the beginning of the hours and from an exit: both begin as the one that was. An exclusion may tell
-- of approach: none did. Stored plans get what later plans hold, so that the engine reads them all alike.

CREATE FUNCTION renewed_rule(rule jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN rule ->> 'kind' = 'curfew' AND rule ? 'graceMs'
      THEN rule - 'graceMs' || jsonb_build_object('arrivalGraceMs', rule -> 'graceMs', 'departureGraceMs', rule -> 'graceMs')
    WHEN rule ->> 'kind' = 'exclusion' THEN '{"approachMetres": 0}' || rule
    ELSE rule
  END
$$;

UPDATE conditions SET rule = renewed_rule(rule) WHERE rule <> renewed_rule(rule);

UPDATE stream_events SET body = jsonb_set(body, '{plan}',
  '{"permits": [], "daysOff": []}' || (body -> 'plan') || jsonb_build_object('conditions', (
    SELECT coalesce(jsonb_agg(jsonb_set(c.condition, '{rule}', renewed_rule(c.condition -> 'rule')) ORDER BY c.place), '[]')
    FROM jsonb_array_elements(body #> '{plan,conditions}') WITH ORDINALITY AS c (condition, place)
  )))
WHERE body ->> 'kind' = 'plan' AND jsonb_typeof(body #> '{plan,conditions}') = 'array';

DROP FUNCTION renewed_rule(jsonb);
