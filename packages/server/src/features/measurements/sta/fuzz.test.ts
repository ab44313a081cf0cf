import { beforeAll, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { checkRandomLists } from './testing/check-random-lists.ts'
import { seedOpenAndSecret } from './testing/seed.ts'

const server = useServer()

beforeAll(() => seedOpenAndSecret(server), 60_000)

it('answers any list with options, never with an error of ours and never with what is withheld', async () => {
  await checkRandomLists(server, 600)
}, 240_000)
