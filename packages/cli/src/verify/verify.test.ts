import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exitCodeOf } from '../failure.ts'
import { createOutput } from '../output.ts'
import { useListeningServer } from '../start/testing/server.ts'
import { type VerifyOptions, verify } from './command.ts'

const server = useListeningServer()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-verify-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function save(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

const read = async (path: string) => (await fetch(new URL(path, server.url))).text()

/** Runs the command as the terminal would. */
async function run(file: string | undefined, options: VerifyOptions) {
  let text = ''
  const stream = { write: (part: string) => (text += part) }
  try {
    await verify(createOutput(false, stream, stream), file, options)
    return { code: 0, text }
  } catch (error) {
    return { code: exitCodeOf(error), text: `${text}${error instanceof Error ? error.message : ''}` }
  }
}

describe('samenspel verify', () => {
  it('says that there is no ledger before anything was published', async () => {
    const { code, text } = await run(undefined, { url: server.url })
    expect({ code, text }).toMatchObject({ code: 1, text: expect.stringContaining('empty') })
  })
  it('reads no file that is something else', async () => {
    const file = await save('other.txt', 'Something else.')
    expect((await run(file, {})).code).toBe(2)
    expect((await run(undefined, { export: file })).code).toBe(1)
    expect((await run(join(folder, 'nothing'), {})).code).toBe(2)
    expect((await run(undefined, { export: join(folder, 'nothing') })).code).toBe(2)
    expect(await read('/log/checkpoint')).toContain('not-found')
  })
})
