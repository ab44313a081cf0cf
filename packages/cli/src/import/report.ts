import { createWriteStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection } from '@samenspel/client'

/** Why rows were refused. An example is a line of a file, or a feature; both are counted from 1. */
export type RefusedReason = {
  reason: string
  title?: { nl: string; en: string }
  count: number
  examples: { line?: number; feature?: number; message: string | { nl: string; en: string } }[]
}

/** Examples of a reason of which the words are shown. */
const SHOWN = 3

const numbers = new Intl.NumberFormat('en-GB')

/** A number with its word, such as `41,627 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`
}

/** An import of which every row was refused has failed: the command ends with exit code 1, after its report. */
export function failWhenAllRefused({ rows, refusedRows }: { rows: number; refusedRows: number }): void {
  if (rows > 0 && refusedRows === rows) process.exitCode = 1
}

const READERS = {
  open: 'open to everyone',
  restricted: 'only for its owner and whoever has an agreement',
  personal: 'personal data, only for its owner and whoever has an agreement',
} as const

/** In which dataset something is stored, and who may read it there. */
export function describeDataset(dataset: {
  slug: string
  title: string
  access: keyof typeof READERS
}): string {
  return `Dataset “${dataset.title}” (${dataset.slug}), ${READERS[dataset.access]}`
}

/** The reasons as lines: how often, where first, and the first examples in words, each wording once. */
export function describeRefusals(reasons: readonly RefusedReason[]): string[] {
  return reasons.flatMap(({ reason, title, count, examples }) => {
    const places = examples.flatMap(({ line, feature }) => line ?? feature ?? [])
    const what = examples[0]?.feature === undefined ? 'line' : 'feature'
    const first = places.length < count ? `first at ${what}` : `at ${what}`
    const where = places.length === 0 ? '' : ` (${first} ${places.slice(0, 5).join(', ')})`
    const words = examples.map(({ message }) => (typeof message === 'string' ? message : message.en))
    return [
      `  ${title?.en ?? reason}: ${numbers.format(count)}${where}`,
      ...examples
        .flatMap(({ line, feature }, index) => {
          const place = line ?? feature
          if (words.indexOf(words[index] ?? '') !== index) return []
          return [`    ${place === undefined ? '' : `${what} ${place}: `}${words[index]}`]
        })
        .slice(0, SHOWN),
    ]
  })
}

/** Name of the file for the refused rows of a file: `stations.csv.gz` gives `stations.refused.csv`, beside it. */
export function nameRefusedFile(path: string): string {
  const name = basename(path).replace(/(\.(csv|txt|json|geojson))?(\.gz)?$/i, '')
  return join(dirname(path), `${name}.refused.csv`)
}

/**
 * Writes the refused rows of an import to a file beside the imported one; in the working folder when that one cannot
 * be written.
 * @returns the path of the file
 */
export async function saveRefusedRows(
  connection: Connection,
  url: string,
  importedPath: string,
): Promise<string> {
  const beside = nameRefusedFile(importedPath)
  const isWritable = await access(dirname(beside), constants.W_OK).then(
    () => true,
    () => false,
  )
  const path = isWritable ? beside : basename(beside)
  const { body } = await connection.request(url)
  await pipeline(body ? Readable.fromWeb(body as never) : Readable.from([]), createWriteStream(path))
  return path
}
