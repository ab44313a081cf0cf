import { basename, dirname } from 'node:path'
import { readFiles } from './files.ts'
import { type Gate, refuseEmpty } from './gate.ts'

const sqlInMigrations = /(^|\/)migrations\/[^/]+$/
const fileName = /^(?<number>\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/

/**
 * The migrations of each slice are numbered from 1 without a number twice or left out: two branches that each added one would
 * otherwise stop the server at its start, on every database.
 */
export const migrations: Gate = {
  name: 'migrations',
  async run(root) {
    const paths = (await readFiles(root, sqlInMigrations)).map(({ path }) => path)
    const folders = Map.groupBy(paths, dirname)
    return {
      findings: [
        ...refuseEmpty('migrations', paths.length),
        ...[...folders].flatMap(([folder, inFolder]) =>
          judgeFolder(
            folder,
            inFolder.map((path) => basename(path)),
          ),
        ),
      ],
      note: `${paths.length} migrations in ${folders.size} folders`,
    }
  },
}

function judgeFolder(folder: string, names: string[]): string[] {
  const unnumbered = names.filter((name) => !fileName.test(name))
  const byNumber = Map.groupBy(
    names.filter((name) => fileName.test(name)),
    (name) => Number(fileName.exec(name)?.groups?.number),
  )
  const highest = Math.max(0, ...byNumber.keys())
  const missing = Array.from({ length: highest }, (_, index) => index + 1).filter(
    (number) => !byNumber.has(number),
  )
  return [
    ...unnumbered.map((name) => `${folder}/${name}: name it NNNN-words.sql`),
    ...[...byNumber]
      .filter(([number, sharing]) => sharing.length > 1 || number === 0)
      .map(([number, sharing]) => `${folder}: ${sharing.join(' and ')}: ${explain(number, highest)}`),
    ...missing.map(
      (number) =>
        `${folder}: there is no migration ${number}, and there is one ${highest}; renumber what follows`,
    ),
  ]
}

function explain(number: number, highest: number): string {
  if (number === 0) return 'numbers begin at 0001'
  return `number ${number} is used more than once; renumber the one that was not released, ${highest + 1} is free`
}
