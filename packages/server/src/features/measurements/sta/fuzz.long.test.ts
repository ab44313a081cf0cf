import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { checkRandomLists } from './testing/check-random-lists.ts'
import { type Answer, SECRET, seedOpenAndSecret, speakAs } from './testing/seed.ts'

/*
 * Very many random requests: none is a fault of ours, none takes longer than a statement may, and none says anything of what
 * is withheld, neither in words nor by a count, sum, order or refusal.
 *
 *   npx vitest run --project long fuzz                                 the embedded database
 *   TEST_DATABASE_URL=postgres://… npx vitest run --project long fuzz  PostgreSQL
 *
 * RUNS is how many are made; pages that follow come on top. MINUTES ends it sooner.
 */
const RUNS = Number(process.env.RUNS ?? 100_000)
const MINUTES = Number(process.env.MINUTES ?? 180)
/** One in so many answers to somebody who is not signed in is compared with the answer when nothing is withheld any more. */
const COMPARED = 5
/** The ten seconds of a statement that reads, and what comes before and after it on a machine that has more to do. */
const LONGEST = 12_000

const server = useServer()
let actors: { open: TestActor; secret: TestActor }

beforeAll(async () => {
  actors = await seedOpenAndSecret(server)
}, 60_000)

const tell = (text: string) => process.stdout.write(`${text}\n`)
const digest = ({ status, text }: Answer) => createHash('sha256').update(`${status} ${text}`).digest('base64')

it('answers very many lists with options, never with an error of ours and never with what is withheld', async () => {
  const seen: [path: string, digest: string][] = []
  let answers = 0
  const { statuses, slowest } = await checkRandomLists(
    server,
    { runs: RUNS, milliseconds: MINUTES * 60_000, somebody: actors.open },
    (path, answer) => {
      if (answers++ % COMPARED === 0) seen.push([path, digest(answer)])
      if (answers % 2500 === 0) tell(`${2 * answers} of ${RUNS}`)
    },
  )
  await forgetSecret()
  const anyone = speakAs(server, undefined)
  const different: string[] = []
  for (const [path, before] of seen) {
    if (digest(await anyone('GET', path)) !== before) different.push(path)
  }
  tell(
    `${[...statuses.values()].reduce((sum, count) => sum + count, 0)} requests: ${JSON.stringify([...statuses])}, slowest ` +
      `${Math.round(slowest)} ms; ${seen.length} asked again without what was withheld, ${different.length} answered otherwise`,
  )
  expect(different).toEqual([])
  expect(slowest).toBeLessThan(LONGEST)
}, 14_400_000)

/** Has its owner delete all that is withheld. */
async function forgetSecret() {
  const owner = speakAs(server, actors.secret)
  const { value } = (await owner('GET', `Things?$filter=contains(name,'${SECRET}')`)).json<{
    value: { '@iot.id': number }[]
  }>()
  expect(value).toHaveLength(1)
  expect((await owner('DELETE', `Things(${value[0]?.['@iot.id']})`)).status).toBe(200)
}
