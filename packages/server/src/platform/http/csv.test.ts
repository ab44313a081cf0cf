import { describe, expect, it } from 'vitest'
import { prefersCsv, writeCsv, writeGivenRow } from './csv.ts'

describe('what a reader wants', () => {
  it.each([
    [undefined, undefined, false],
    [undefined, '*/*', false],
    [undefined, 'text/csv', true],
    [undefined, 'Text/CSV; header=present', true],
    [undefined, 'text/csv, */*;q=0.5', true],
    [undefined, 'text/csv, application/json', false],
    [undefined, 'application/json;q=0.5, text/csv;q=0.9', true],
    [undefined, 'text/csv;q=0', false],
    ['csv', 'application/json', true],
    ['json', 'text/csv', false],
  ] as const)('with format %s and accept %s', (format, accept, expected) => {
    expect(prefersCsv(format, accept)).toBe(expected)
  })
})

describe('a table', () => {
  const write = (rows: Parameters<typeof writeCsv>[1]) => [...writeCsv(['a', 'b'], rows)].join('')

  it('quotes what needs it, keeps numbers, and leaves nothing empty', () => {
    expect(write([['x, "y"', -1.5]])).toBe('a,b\r\n"x, ""y""",-1.5\r\n')
    expect(write([[null, 'two\nlines']])).toBe('a,b\r\n,"two\nlines"\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@x'])('keeps the text %s from being run', (text) => {
    expect(write([[text, 1]])).toBe(`a,b\r\n'${text},1\r\n`)
  })

  it('keeps numbers that someone gave as they are, and no formula', () => {
    expect(writeGivenRow(['-1', '+1,5', '-1+1', '=1', 'a "b"'])).toBe(`-1,"+1,5",'-1+1,'=1,"a ""b"""\r\n`)
  })

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a; =1+1', "a;' =1+1"],
    ['a\n-1', `"a\n'-1"`],
    ['\t=1', "\t'=1"],
    ['＝1+1', "'＝1+1"],
    ['a=b; c-d', 'a=b; c-d'],
  ])('keeps what a spreadsheet makes of %j from being run', (text, expected) => {
    expect(write([[text, 1]])).toBe(`a,b\r\n${expected},1\r\n`)
  })

  it('looks at a long text once', () => {
    expect(write([[' ;'.repeat(200_000), '\t'.repeat(200_000)]])).toHaveLength(600_008)
  })

  it('comes in pieces, of which the first has the header', () => {
    const pieces = [
      ...writeCsv(
        ['a'],
        Array.from({ length: 2500 }, (_, index) => [index]),
      ),
    ]
    expect(pieces.map((piece) => piece.split('\r\n').length - 1)).toEqual([1000, 1000, 501])
    expect(pieces.join('').split('\r\n')).toHaveLength(2502)
  })
})
