import { beforeAll, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { checkRandomLists } from './testing/check-random-lists.ts'
import { seedOpenAndSecret } from './testing/seed.ts'

const server = useServer()

beforeAll(() => seedOpenAndSecret(server), 60_000)

it('answers very many lists with options, never with an error of ours and never with what is withheld', async () => {
  await checkRandomLists(server, 30_000)
}, 3_600_000)
