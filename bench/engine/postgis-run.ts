import { performance } from 'node:perf_hooks'
import type { Client } from 'pg'
import { startPostgis } from './postgis-cluster.ts'
import { type Arrival, type Workload, type ZoneShape, arrivalsOf, homesOf, seeded, shapesAround } from './workload.ts'

// The same zones and fixes in SQL as its users would write it: each round of fixes is one query that names the zones that the persons
// are inside of. Storing the fixes and sending the answer are left out, in favour of PostGIS.

const rowsAtOnce = 2_000

export interface PostgisRun {
  readonly version: string
  readonly fixes: number
  readonly geometry: { readonly fixesPerSecond: number; readonly inside: number }
  readonly geography: { readonly fixesPerSecond: number; readonly inside: number }
}

const schema = `
  CREATE UNLOGGED TABLE zones (person_id int, radius_metres float8, shape geography);
  CREATE UNLOGGED TABLE fixes (round int, person_id int, position geography);`
/** Circles become polygons for the planar half; both halves have the index that its manual asks for. */
const prepare = `
  ALTER TABLE zones ADD COLUMN area geometry(Polygon, 4326);
  UPDATE zones SET area = CASE WHEN radius_metres > 0 THEN ST_Buffer(shape, radius_metres)::geometry ELSE shape::geometry END;
  ALTER TABLE fixes ADD COLUMN point geometry(Point, 4326);
  UPDATE fixes SET point = position::geometry;
  CREATE INDEX ON zones (person_id);
  CREATE INDEX ON zones USING gist (area);
  CREATE INDEX ON zones USING gist (shape);
  CREATE INDEX ON fixes (round);
  VACUUM ANALYZE zones;
  VACUUM ANALYZE fixes;`
const queries = {
  geometry: `SELECT count(*)::int AS inside FROM fixes f
    JOIN zones z ON z.person_id = f.person_id AND ST_Contains(z.area, f.point) WHERE f.round = $1`,
  geography: `SELECT count(*)::int AS inside FROM fixes f
    JOIN zones z ON z.person_id = f.person_id AND ST_DWithin(z.shape, f.position, z.radius_metres) WHERE f.round = $1`,
} as const

function textOf(shape: ZoneShape): string {
  if (shape.kind === 'circle') return `POINT(${shape.centre.lon} ${shape.centre.lat})`
  return `POLYGON((${[...shape.ring, ...shape.ring.slice(0, 1)].map(({ lat, lon }) => `${lon} ${lat}`).join(',')}))`
}

async function store(
  client: Client,
  zones: readonly (readonly ZoneShape[])[],
  rounds: readonly (readonly Arrival[])[],
): Promise<void> {
  await client.query(schema)
  for (let from = 0; from < zones.length; from += rowsAtOnce) {
    const own = zones.slice(from, from + rowsAtOnce).flatMap((shapes, i) => shapes.map((shape) => ({ person: from + i, shape })))
    await client.query('INSERT INTO zones SELECT * FROM unnest($1::int[], $2::float8[], $3::text[]::geography[])', [
      own.map(({ person }) => person),
      own.map(({ shape }) => (shape.kind === 'circle' ? shape.radiusMetres : 0)),
      own.map(({ shape }) => textOf(shape)),
    ])
  }
  for (const [round, arrivals] of rounds.entries()) {
    await client.query(
      `INSERT INTO fixes SELECT $1, person - 1, ST_MakePoint(lon, lat)::geography
       FROM unnest($2::float8[], $3::float8[]) WITH ORDINALITY AS fix (lon, lat, person)`,
      [round, arrivals.map(({ reading }) => reading.lon), arrivals.map(({ reading }) => reading.lat)],
    )
  }
  // One statement at a time: VACUUM refuses to run with others.
  for (const statement of prepare.split(';').filter((text) => text.trim() !== '')) await client.query(statement)
}

async function timed(client: Client, query: string, rounds: number, persons: number) {
  // The first round fills the caches and is not counted.
  await client.query(query, [0])
  let [spentMs, inside] = [0, 0]
  for (let round = 1; round < rounds; round++) {
    const beganMs = performance.now()
    const { rows } = await client.query<{ inside: number }>(query, [round])
    spentMs += performance.now() - beganMs
    inside += rows[0]?.inside ?? 0
  }
  return { fixesPerSecond: Math.round((persons * (rounds - 1) * 1_000) / spentMs), inside }
}

/** What one PostgreSQL process does a second, or the reason why PostGIS was left out. */
export async function postgisRun(workload: Workload): Promise<PostgisRun | { readonly leftOut: string }> {
  const cluster = await startPostgis()
  if (typeof cluster === 'string') return { leftOut: cluster }
  const { client, stop } = cluster
  try {
    const random = seeded(2_026)
    const homes = homesOf(workload, random)
    const zones = homes.map((home) => shapesAround(home, workload, random))
    const rounds = Array.from({ length: workload.fixesPerPerson }, (_, round) =>
      [...arrivalsOf(homes, round, random)].flatMap(({ batch }) => batch),
    )
    await store(client, zones, rounds)
    const version = await client.query<{ version: string }>(
      "SELECT 'PostgreSQL ' || current_setting('server_version') || ', PostGIS ' || PostGIS_Lib_Version() AS version",
    )
    return {
      version: version.rows[0]?.version ?? '',
      fixes: workload.persons * (workload.fixesPerPerson - 1),
      geometry: await timed(client, queries.geometry, rounds.length, workload.persons),
      geography: await timed(client, queries.geography, rounds.length, workload.persons),
    }
  } finally {
    await stop()
  }
}
