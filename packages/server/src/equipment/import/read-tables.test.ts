import { describe, expect, it, test } from 'vitest'
import { readCsv } from './read-csv.ts'
import { type Table, readXlsx } from './read-xlsx.ts'
import { UnreadableFile, openZip } from './read-zip.ts'
import { xlsxOf, zipOf } from './testing-zip.ts'

const most = 100
const plain = (table: Table) => table.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)])

describe('a CSV file', () => {
  test.each([
    {
      given: 'semicolons',
      text: 'Модель;IMEI\nA;1\n',
      rows: [
        [1, 'Модель', 'IMEI'],
        [2, 'A', '1'],
      ],
    },
    {
      given: 'commas',
      text: 'a,b\r\n1,2\r\n',
      rows: [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    },
    {
      given: 'a byte order mark',
      text: '\uFEFFa;b\n1;2',
      rows: [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    },
    {
      given: 'quotes, a separator and a line end within, and an empty line',
      text: 'a;b\n"x; ""y""\nz";2\n\n;\n3;4',
      rows: [
        [1, 'a', 'b'],
        [2, 'x; "y"\nz', '2'],
        [6, '3', '4'],
      ],
    },
  ])('with $given', ({ text, rows }) => {
    expect(plain(readCsv(Buffer.from(text), most))).toEqual(rows)
  })

  it('in Windows-1251, as spreadsheets of the region save it', () => {
    const bytes = Buffer.from([0xcc, 0xee, 0xe4, 0xe5, 0xeb, 0xfc, 0x3b, 0x69, 0x64])
    expect(plain(readCsv(bytes, most))).toEqual([[1, 'Модель', 'id']])
  })

  it('tells a number whose digits a spreadsheet has thrown away', () => {
    expect(readCsv(Buffer.from('id\n3,56938E+14\n356938035643809'), most).map(({ cells }) => cells[0]?.isRounded)).toEqual([
      false,
      true,
      false,
    ])
  })

  test.each([
    { given: 'too many rows', text: 'a\n'.repeat(most + 2) },
    { given: 'too many columns', text: ';'.repeat(70) },
    { given: 'a quote that does not end', text: 'a\n"b' },
    { given: 'what is no text', text: 'a\0b' },
  ])('with $given is refused', ({ text }) => {
    expect(() => readCsv(Buffer.from(text), most)).toThrow(UnreadableFile)
  })
})

describe('an XLSX file', () => {
  it('gives its first sheet: shared and inline strings, numbers whole, the last value of a formula and never the formula', () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>IMEI</t></is></c></row>' +
      '<row r="5"><c r="A5" t="str"><f>HYPERLINK("http://x")</f><v>TH-9</v></c><c r="B5"><v>3.56938035643809E+14</v></c></row>'
    const strings = '<si><r><t>Мо</t></r><r><t>дель</t></r><rPh><t>xx</t></rPh></si>'
    expect(plain(readXlsx(xlsxOf(rows, strings), most))).toEqual([
      [1, 'Модель', '', 'IMEI'],
      [5, 'TH-9', '356938035643809'],
    ])
  })

  it('tells a number of more digits than a spreadsheet keeps', () => {
    const [row] = readXlsx(
      xlsxOf('<row><c><v>89997001234567890123</v></c><c t="str"><v>89997001234567890123</v></c></row>'),
      most,
    )
    expect(row?.cells.map(({ isRounded }) => isRounded)).toEqual([true, false])
  })

  test.each([
    { given: 'a cell at the far end of the sheet', file: xlsxOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>') },
    { given: 'too many rows', file: xlsxOf('<row/>'.repeat(2 * most + 2)) },
    {
      given: 'an entity of its own',
      file: xlsxOf('<row><c t="str"><v>&a;</v></c></row>', '', '<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
    },
    { given: 'XML that is none', file: xlsxOf('<row><c>') },
    { given: 'no sheet', file: zipOf({ 'word/document.xml': '<x/>' }) },
    { given: 'a cut-off end', file: xlsxOf('<row/>').subarray(0, -30) },
    { given: 'parts that are not where it says', file: Buffer.concat([Buffer.from('PK'), xlsxOf('<row/>')]).subarray(0, 300) },
  ])('with $given is refused', ({ file }) => {
    expect(() => readXlsx(file, most)).toThrow(UnreadableFile)
  })
})

describe('an archive', () => {
  it('whose parts unpack past the bound is refused, whatever sizes it states', () => {
    const bomb = zipOf({ a: '0'.repeat(5_000_000), b: '0'.repeat(5_000_000) }, 10)
    expect(bomb.length).toBeLessThan(20_000)
    expect(() => openZip(bomb, 1_000_000).read('a')).toThrow(UnreadableFile)
    const archive = openZip(bomb, 8_000_000)
    expect(archive.read('a')?.length).toBe(5_000_000)
    expect(() => archive.read('b')).toThrow(UnreadableFile)
  })
})
