import {
  maxCorners,
  maxDistanceMetres,
  maxHalfWidthMetres,
  maxHoles,
  maxParts,
  maxRadiusMetres,
  minDistanceMetres,
  minHalfWidthMetres,
  minRadiusMetres,
} from '@bilezik/domain'
import { z } from 'zod'
import { latField, lonField, nameField } from '../fields.ts'

const latLon = z.object({ lat: latField, lon: lonField })
const ring = z
  .array(latLon)
  .min(3)
  .max(maxCorners)
  .describe('Not closed: the last corner joins the first. Edges are straight in degrees')
const area = { ring, holes: z.array(ring).max(maxHoles).exactOptional() }

/** The counts hold for each list here and for the shape as a whole in the server, which refuses with `bad-zone`. */
export const shapeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), centre: latLon, radiusMetres: z.number().min(minRadiusMetres).max(maxRadiusMetres) }),
  z.object({ kind: z.literal('polygon'), ...area }),
  z.object({ kind: z.literal('multipolygon'), polygons: z.array(z.object(area)).min(1).max(maxParts) }),
  z.object({
    kind: z.literal('corridor'),
    line: z.array(latLon).min(2).max(maxCorners),
    halfWidthMetres: z.number().min(minHalfWidthMetres).max(maxHalfWidthMetres),
  }),
])

const zone = z.object({ name: nameField, shape: shapeSchema })

export const scheduleSchema = z.object({
  windows: z
    .array(
      z.object({
        days: z
          .array(z.union([1, 2, 3, 4, 5, 6, 7].map((n) => z.literal(n as 1 | 2 | 3 | 4 | 5 | 6 | 7))))
          .min(1)
          .max(7)
          .describe('1 = Monday … 7 = Sunday'),
        startMinute: z.number().int().min(0).max(1439).describe('From midnight, Kazakhstan time'),
        endMinute: z.number().int().min(0).max(1440).describe('Not after the start: runs into the next day'),
      }),
    )
    .min(1)
    .max(50),
})

export const ruleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('curfew'),
    zone,
    schedule: scheduleSchema,
    graceMs: z.number().int().min(0).max(3_600_000).describe('Policy: how long past the hour nothing is said'),
  }),
  z.object({ kind: z.literal('exclusion'), zone, schedule: scheduleSchema }),
  z.object({
    kind: z.literal('distance'),
    metres: z.number().int().min(minDistanceMetres).max(maxDistanceMetres),
    places: z.array(zone).max(20).describe('Where the protected person usually is; none where a device tells where they are'),
  }),
  z.object({ kind: z.literal('device-care'), lowBatteryPercent: z.number().int().min(1).max(90) }),
  z.object({ kind: z.literal('contact'), everyMs: z.number().int().min(60_000).max(86_400_000) }),
])
