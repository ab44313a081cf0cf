import { expect, it } from 'vitest'
import { createMailbox } from './testing/mailbox.ts'
import { useServer } from './testing/server.ts'
import { WALK_SETTINGS, walk } from './testing/walk/walk.ts'

const server = useServer({ ...WALK_SETTINGS, MAIL_FOLDER: createMailbox().folder })

it('answers everything that is wrong with a problem that says where, whoever sends it', async () => {
  const { sent, unknown, refused, faults } = await walk(server)
  expect({ unknown, refused }).toEqual({ unknown: [], refused: [] })
  expect(faults.slice(0, 50)).toEqual([])
  expect(sent).toBeGreaterThan(30_000)
}, 3_600_000)
