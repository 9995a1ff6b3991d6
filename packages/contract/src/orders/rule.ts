import {
  leaveKinds,
  maxDistanceMetres,
  maxHalfWidthMetres,
  maxHoles,
  maxParts,
  maxRadiusMetres,
  minDistanceMetres,
  minHalfWidthMetres,
  minRadiusMetres,
  territoryLevels,
} from '@bilezik/domain'
import { z } from 'zod'
import { dateField, latField, lonField, nameField } from '../fields.ts'

const latLon = z.object({ lat: latField, lon: lonField })
const ring = z.array(latLon).min(3).describe('Not closed: the last corner joins the first. Edges are straight in degrees')
const area = { ring, holes: z.array(ring).max(maxHoles).exactOptional() }

/** How many corners a shape may have is judged of the whole of it: the server refuses with `bad-zone`. What is sent at all is bounded by the size of the body. */
export const shapeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), centre: latLon, radiusMetres: z.number().min(minRadiusMetres).max(maxRadiusMetres) }),
  z.object({ kind: z.literal('polygon'), ...area }),
  z.object({ kind: z.literal('multipolygon'), polygons: z.array(z.object(area)).min(1).max(maxParts) }),
  z.object({
    kind: z.literal('corridor'),
    line: z.array(latLon).min(2),
    halfWidthMetres: z.number().min(minHalfWidthMetres).max(maxHalfWidthMetres),
  }),
])

const zone = z.object({ name: nameField, shape: shapeSchema })

const hours = {
  startMinute: z.number().int().min(0).max(1439).describe('From midnight, Kazakhstan time'),
  endMinute: z.number().int().min(0).max(1440).describe('Not after the start: runs into the next day'),
}
const dayWindows = z.array(z.object(hours)).max(10)

/** As many dates as a year has days. */
const maxExceptions = 366

export const scheduleSchema = z.object({
  windows: z
    .array(
      z.object({
        days: z
          .array(z.union([1, 2, 3, 4, 5, 6, 7].map((n) => z.literal(n as 1 | 2 | 3 | 4 | 5 | 6 | 7))))
          .min(1)
          .max(7)
          .describe('1 = Monday … 7 = Sunday'),
        ...hours,
      }),
    )
    .min(1)
    .max(50),
  daysOff: dayWindows
    .exactOptional()
    .describe('The hours that begin on official days off, where they are others; absent: days off are like any day of the week'),
  exceptions: z
    .array(z.object({ on: dateField, windows: dayWindows }))
    .max(maxExceptions)
    .exactOptional()
    .describe('Other hours on single dates, before all else; no windows: no hours begin on that date'),
})

export const obligationsField = z
  .array(z.string().trim().max(1_000))
  .max(20)
  .exactOptional()
  .describe(
    'For each rule the obligation as the decision words it; given, each rule that rests on the decision alone needs its own',
  )

/** At most an hour: a grace is a courtesy to clocks and lifts, not another schedule. */
const graceField = z.number().int().min(0).max(3_600_000)

export const ruleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('curfew'),
    zone,
    schedule: scheduleSchema,
    arrivalGraceMs: graceField.describe('Policy: how long from the beginning of the hours nothing is said'),
    departureGraceMs: graceField.describe('Policy: how long from an exit during the hours nothing is said'),
  }),
  z.object({
    kind: z.literal('exclusion'),
    zone,
    schedule: scheduleSchema,
    approachMetres: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .describe('Policy: who comes nearer to the zone than this is told of; 0: nobody'),
  }),
  z.object({
    kind: z.literal('territory'),
    zone,
    level: z.enum(territoryLevels).describe('Where the border comes from'),
    leave: z.enum(leaveKinds).describe('What leaving asks for beforehand; `forbidden`: nothing lifts it'),
    returnGraceMs: z
      .number()
      .int()
      .min(0)
      .max(86_400_000)
      .default(0)
      .describe('Policy: for the way back after a notice or permission has ended'),
  }),
  z.object({
    kind: z.literal('distance'),
    metres: z.number().int().min(minDistanceMetres).max(maxDistanceMetres),
    places: z.array(zone).max(20).describe('Where the protected person usually is; none where a device tells where they are'),
  }),
  z.object({ kind: z.literal('device-care'), lowBatteryPercent: z.number().int().min(1).max(90) }),
  z.object({ kind: z.literal('contact'), everyMs: z.number().int().min(60_000).max(86_400_000) }),
])
