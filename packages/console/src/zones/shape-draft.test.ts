import { type LatLon, placeBeside } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCoordinate, parseCoordinates, coordinateText } from './coordinates.ts'
import { afterAction, begunHistory } from './draft-history.ts'
import { type Edit, type ShapeDraft, blankDraft, edited, faultOfDraft, radiusTo, shapeOf } from './shape-draft.ts'

const home: LatLon = { lat: 51.13, lon: 71.43 }
const at = (east: number, north: number) => placeBeside(home, north, east)
const after = (draft: ShapeDraft, ...edits: Edit[]) => edits.reduce(edited, draft)
const add = (east: number, north: number, ring = 0): Edit => ({ do: 'add', ring, at: at(east, north) })
const drawn = after(blankDraft('polygon'), add(0, 0), add(100, 0), add(100, 100), add(0, 100))

describe('drawing', () => {
  it('a circle is its centre and its metres; before there is a centre nothing is drawn', () => {
    expect(faultOfDraft(blankDraft('circle'))).toEqual({ reason: 'nothing-drawn' })
    const circle = after(blankDraft('circle'), { do: 'centre', at: home }, { do: 'metres', metres: radiusTo(home, at(250, 0)) })
    expect(shapeOf(circle)).toEqual({ kind: 'circle', centre: home, radiusMetres: 250 })
    expect(faultOfDraft(circle)).toBeUndefined()
    expect(faultOfDraft(after(circle, { do: 'metres', metres: 5 }))).toEqual({ reason: 'radius-out-of-range', at: home })
  })

  it('corners are added, put between, moved and taken away', () => {
    const changed = after(
      drawn,
      { do: 'add', ring: 0, index: 1, at: at(50, -20) },
      { do: 'move', ring: 0, index: 0, at: at(-10, 0) },
      { do: 'remove', ring: 0, index: 3 },
    )
    expect(changed).toEqual({ kind: 'polygon', rings: [[at(-10, 0), at(50, -20), at(100, 0), at(0, 100)]] })
  })

  it('two corners are too few, a bow tie crosses itself in a place, a hole outside is told', () => {
    expect(faultOfDraft(after(blankDraft('polygon'), add(0, 0), add(9, 0)))).toEqual({ reason: 'too-few-corners', at: at(0, 0) })
    const tie = after(
      drawn,
      { do: 'move', ring: 0, index: 2, at: at(0, 100) },
      { do: 'move', ring: 0, index: 3, at: at(100, 100) },
    )
    expect(faultOfDraft(tie)).toMatchObject({
      reason: 'crosses-itself',
      at: { lat: expect.closeTo(at(50, 50).lat, 6) as number },
    })
    const hole = after(drawn, { do: 'add-hole' }, add(200, 0, 1), add(220, 0, 1), add(220, 20, 1))
    expect(faultOfDraft(hole)).toEqual({ reason: 'hole-outside', at: at(200, 0) })
    expect(shapeOf(after(hole, { do: 'remove-ring', ring: 1 }))).toEqual({
      kind: 'polygon',
      ring: drawn.kind === 'polygon' && drawn.rings[0],
    })
  })

  it('an empty hole is none yet, and the border itself is never taken away', () => {
    expect(faultOfDraft(after(drawn, { do: 'add-hole' }))).toBeUndefined()
    expect(after(drawn, { do: 'remove-ring', ring: 0 })).toEqual(drawn)
  })

  it('what was drawn as an area becomes a line when a corridor was meant', () => {
    const corridor = after(drawn, { do: 'kind', kind: 'corridor' })
    expect(shapeOf(corridor)).toMatchObject({ kind: 'corridor', line: drawn.kind === 'polygon' ? drawn.rings[0] : [] })
  })
})

describe('undo and redo', () => {
  it('a movement of the hand is one step', () => {
    let history = begunHistory(drawn)
    for (const east of [1, 2, 3]) {
      const edit: Edit = { do: 'move', ring: 0, index: 0, at: at(-east, 0) }
      history = afterAction(history, { kind: 'edit', edit, gesture: 'first' })
    }
    expect(history.past).toHaveLength(1)
    expect(afterAction(history, { kind: 'undo' }).draft).toEqual(drawn)
  })

  it('all undone is where it began, all redone is where it ended, whatever was done', () => {
    const place = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })).map(([e, n]) => at(e, n))
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      place.map((p): Edit => ({ do: 'add', ring: 0, at: p })),
      fc.tuple(place, fc.nat(5)).map(([p, index]): Edit => ({ do: 'move', ring: 0, index, at: p })),
      fc.nat(5).map((index): Edit => ({ do: 'remove', ring: 0, index })),
      fc.constantFrom<Edit>(
        { do: 'add-hole' },
        { do: 'kind', kind: 'corridor' },
        { do: 'kind', kind: 'circle' },
        { do: 'metres', metres: 70 },
      ),
    )
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        const end = edits.reduce((history, each) => afterAction(history, { kind: 'edit', edit: each }), begunHistory(drawn))
        let back = end
        while (back.past.length > 0) back = afterAction(back, { kind: 'undo' })
        expect(back.draft).toEqual(drawn)
        let again = back
        while (again.future.length > 0) again = afterAction(again, { kind: 'redo' })
        expect(again.draft).toEqual(end.draft)
      }),
    )
  })
})

describe('typed coordinates', () => {
  it.each([
    { given: '51.1605, 71.4704', expected: { lat: 51.1605, lon: 71.4704 } },
    { given: ' 51,1605; 71,4704 ', expected: { lat: 51.1605, lon: 71.4704 } },
    { given: '51,1605 71,4704', expected: { lat: 51.1605, lon: 71.4704 } },
    { given: '51 71', expected: { lat: 51, lon: 71 } },
    { given: '-12.5,-71', expected: { lat: -12.5, lon: -71 } },
    { given: '95, 71', expected: undefined },
    { given: '51.1605', expected: undefined },
    { given: '51.1605, north', expected: undefined },
    { given: '51,1605, 71,4704', expected: undefined },
  ])('$given', ({ given, expected }) => {
    expect(parseCoordinate(given)).toEqual(expected)
  })

  it('what is shown reads back within a centimetre, and a wrong line of a list is named', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (lat, lon) => {
        const back = parseCoordinate(coordinateText({ lat, lon }))
        expect(Math.abs((back?.lat ?? NaN) - lat)).toBeLessThan(1e-7)
        expect(Math.abs((back?.lon ?? NaN) - lon)).toBeLessThan(1e-7)
      }),
    )
    expect(parseCoordinates('51, 71\n\n52, 72')).toEqual([
      { lat: 51, lon: 71 },
      { lat: 52, lon: 72 },
    ])
    expect(parseCoordinates('51, 71\n\nhere')).toEqual({ wrongLine: 3 })
  })
})
