import type { CsvError } from 'csv-parse'
import type { Bilingual } from './errors.ts'

/** Says where a file cannot be read as a table, and the three things that are wrong with it most often. */
export function describeCsvMistake(error: CsvError, delimiter: string): Bilingual {
  const line = Number(error.lines)
  const at = Number.isInteger(line) && line > 0 ? line : undefined
  const shown = delimiter === '\t' ? 'tab' : delimiter
  return {
    nl: `Het bestand is ${at ? `bij regel ${at} ` : ''}niet te lezen als tabel. Kijk of “${shown}” daar de kolommen scheidt, of er een aanhalingsteken te veel of te weinig staat, en of het bestand heel is.`,
    en: `The file cannot be read as a table${at ? ` at line ${at}` : ''}. Check whether “${shown}” parts the columns there, whether a quote is missing or too many, and whether the file is whole.`,
  }
}
