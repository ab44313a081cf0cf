import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { describeCsvMistake } from './csv-mistake.ts'

function mistakeOf(text: string, delimiter: string) {
  try {
    parse(text, { delimiter })
  } catch (error) {
    if (error instanceof CsvError) return describeCsvMistake(error, delimiter)
  }
  throw new Error('This text can be read.')
}

it('says on which line, and to check the delimiter, of a file with quotes and another delimiter', () => {
  const { nl, en } = mistakeOf('"code";"naam"\n"BU01";"Haven"\n', ',')
  expect(en).toBe(
    'The file cannot be read as a table at line 1. Check whether “,” parts the columns there, whether a quote is missing or too many, and whether the file is whole.',
  )
  expect(nl).toContain('bij regel 1 niet te lezen als tabel. Kijk of “,” daar de kolommen scheidt')
})

it('says so of a quote that stays open too', () => {
  expect(mistakeOf('a\tb\n1\t"2\n3\t4\n', '\t').en).toContain('“tab” parts the columns')
})
