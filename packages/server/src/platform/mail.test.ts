import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createMailer } from './mail.ts'

it('writes mail to a folder when there is no mail server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-mail-'))
  const now = () => new Date('2026-03-02T10:00:00Z')
  const mail = createMailer(
    { url: undefined, from: 'Waterrijk <post@waterrijk.example>', folder },
    now,
    () => {},
  )
  await mail({ to: 'els@example.org', subject: 'Welkom', text: 'Beste Els' })
  const names = await readdir(folder)
  expect(names).toHaveLength(1)
  const text = await readFile(join(folder, names[0] ?? ''), 'utf8')
  expect(text).toContain('To: els@example.org')
  expect(text).toContain('Beste Els')
  expect((await stat(join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600)
  await rm(folder, { recursive: true })
})
