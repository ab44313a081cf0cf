import { beforeAll, it } from 'vitest'
import type { TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { checkRandomLists } from './testing/check-random-lists.ts'
import { seedOpenAndSecret } from './testing/seed.ts'

const server = useServer()
let somebody: TestActor

beforeAll(async () => {
  somebody = (await seedOpenAndSecret(server)).open
}, 60_000)

it('answers any list with options, never with an error of ours and never with what is withheld', async () => {
  await checkRandomLists(server, { runs: 600, somebody })
}, 240_000)
