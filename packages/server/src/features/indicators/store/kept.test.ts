import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { keptTables } from './counted.ts'

const server = useServer()

const LEVELS = ['municipality', 'district', 'neighbourhood'] as const
type Level = (typeof LEVELS)[number]

/** A place of which figures are not finer: a neighbourhood, or what lies between those of a district, or of the municipality. */
type Atom = { district: string | null; neighbourhood: string | null; hosts: number[] }
type World = { k: number; atoms: Atom[] }

const DISTRICTS = ['WK1', 'WK2', 'WK3', null]

/** Few hosts in few places, and now and then one with sensors in several. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    k: fc.integer({ min: 2, max: 4 }),
    sizes: fc.array(
      fc.record({
        district: fc.constantFrom(...DISTRICTS),
        isBetween: fc.boolean(),
        size: fc.integer({ min: 1, max: 6 }),
      }),
      { minLength: 1, maxLength: 7 },
    ),
    shared: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 2 }),
  })
  .map(({ k, sizes, shared }) => {
    let host = 0
    const atoms = sizes.map(
      ({ district, isBetween, size }, index): Atom => ({
        district,
        // What lies in no district lies in no neighbourhood either.
        neighbourhood: isBetween || district === null ? null : `BU${index}`,
        hosts: Array.from({ length: size }, () => (host += 1)),
      }),
    )
    for (const [from, to] of shared) {
      const [given] = atoms[from % atoms.length]?.hosts ?? []
      const taker = atoms[to % atoms.length]
      if (given !== undefined && taker && !taker.hosts.includes(given)) taker.hosts.push(given)
    }
    return { k, atoms }
  })

/** The area of a level in which an atom is, or what says that it is in none; as `memberTables` has it. */
function areaOf(level: Level, { district, neighbourhood }: Atom) {
  if (level === 'municipality') return { code: 'GM1', parent: null }
  if (level === 'district') return { code: district ?? '?GM1', parent: 'GM1' }
  return { code: neighbourhood ?? `?${district ?? 'GM1'}`, parent: district }
}

/** The areas of a level that are told, of each world. */
async function listKept(level: Level, all: readonly World[]): Promise<Set<string>[]> {
  const rows = all.flatMap(({ k, atoms }, world) =>
    atoms.flatMap((atom) => {
      const { code, parent } = areaOf(level, atom)
      return atom.hosts.map((whose) => ({ pool: String(world), whose: String(whose), code, parent, k }))
    }),
  )
  const kept = await sql<{ pool: string; area_code: string }>`
    with measured as (
      select r.pool, r.whose, r.code collate "C" as area_code, r.parent as parent_code, 'GM1' as municipality_code, 0 as start, r.k
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (pool text, whose text, code text, parent text, k int)
    ), ${keptTables(sql`measured`, { level })}
    select pool, area_code from kept`.execute(server.database.db)
  const found = all.map(() => new Set<string>())
  for (const { pool, area_code: code } of kept.rows) found[Number(pool)]?.add(code)
  return found
}

/** A group that is told, by the places that it is of: a bit for each. */
const bitsOf = (atoms: readonly Atom[], isIn: (atom: Atom) => boolean) =>
  atoms.reduce((bits, atom, index) => (isIn(atom) ? bits | (1 << index) : bits), 0)

/** What is left of each group after others within it were subtracted, in any way. */
function listLeft(groups: readonly number[]): Set<number> {
  const left = new Set<number>(groups)
  for (const rest of left) for (const group of groups) if ((rest & group) === group) left.add(rest & ~group)
  left.delete(0)
  return left
}

it('leaves nobody or at least a group, whatever figures of areas are subtracted from each other', async () => {
  const all = fc.sample(worlds, { numRuns: 3000, seed: 4 })
  const kept = new Map<Level, Set<string>[]>()
  for (const level of LEVELS) kept.set(level, await listKept(level, all))
  let told = 0
  for (const [index, { k, atoms }] of all.entries()) {
    const groups = new Set(
      LEVELS.flatMap((level) =>
        [...(kept.get(level)?.[index] ?? [])].map((code) =>
          bitsOf(atoms, (atom) => areaOf(level, atom).code === code),
        ),
      ),
    )
    told += groups.size
    for (const left of listLeft([...groups])) {
      const hosts = new Set(atoms.flatMap((atom, at) => (left & (1 << at) ? atom.hosts : [])))
      expect({ world: index, atoms, k, enough: hosts.size >= k }).toMatchObject({ enough: true })
    }
  }
  // Or leaving everything out would do.
  expect(told).toBeGreaterThan(all.length)
}, 60_000)
