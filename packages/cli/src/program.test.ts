import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { exitCodeOf, tellFailure } from './failure.ts'
import { createOutput, type Output, UsageError } from './output.ts'
import { createProgram } from './program.ts'

/** Runs a command line as the terminal would, and catches how it ends. */
async function run(...words: string[]): Promise<{ error: unknown; code: number; text: string }> {
  let text = ''
  const output = createOutput(false, { write: () => {} }, { write: (part: string) => (text += part) })
  const program = createProgram(output)
  const silence = { writeOut: (part: string) => (text += part), writeErr: (part: string) => (text += part) }
  const commands = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]
  for (const command of commands) command.configureOutput(silence)
  try {
    await program.parseAsync(['node', 'samenspel', ...words])
    return { error: undefined, code: 0, text }
  } catch (error) {
    return { error, code: exitCodeOf(error), text }
  }
}

const COMMANDS = [
  ['start'],
  ['demo'],
  ['migrate'],
  ['verify'],
  ['import', 'areas'],
  ['import', 'statistics'],
  ['import', 'observations'],
  ['import', 'sensorthings'],
  ['events', 'list'],
  ['events', 'replay'],
  ['token', 'create'],
  ['token', 'list'],
  ['token', 'revoke'],
]

test.each(COMMANDS.map((words) => [words.join(' '), words]))(
  '%s has help, which is no failure',
  async (_, words) => {
    const { code, text } = await run(...words, '--help')
    expect(code).toBe(0)
    expect(text).toContain(`Usage: samenspel ${words.join(' ')}`)
    expect(text).toContain('--json')
  },
)

test.each([
  ['no command', []],
  ['an unknown command', ['improt']],
  ['help about an unknown command', ['rollups', 'check', '--help']],
  ['help about an unknown command of its own', ['improt', '--help']],
  ['an unknown option', ['start', '--prot', '1']],
  ['a missing argument', ['import', 'areas']],
  ['a missing option', ['import', 'observations', 'file.csv']],
  [
    'a value outside the list',
    ['import', 'areas', 'a', '--level', 'street', '--code-property', 'c', '--name-property', 'n'],
  ],
  ['a year that is no number', ['import', 'statistics', 'a', '--year', 'last', '--edition', 'x']],
])('%s ends with exit code 2', async (_, words) => {
  const { error, code } = await run(...words)
  expect(error).toBeInstanceOf(CommanderError)
  expect(code).toBe(2)
})

test('a command for a server without a token says what to do', async () => {
  const given = process.env.SAMENSPEL_TOKEN
  delete process.env.SAMENSPEL_TOKEN
  const { error, code } = await run('token', 'list', '--url', 'http://127.0.0.1:9')
  if (given !== undefined) process.env.SAMENSPEL_TOKEN = given
  expect(error).toMatchObject({ message: 'A token is needed: use --token or set SAMENSPEL_TOKEN.' })
  expect(code).toBe(2)
})

test('a server that is not there ends with exit code 1 and says which', async () => {
  const { error, code } = await run('token', 'list', '--url', 'http://127.0.0.1:9', '--token', 'x')
  expect(error).toMatchObject({
    message: expect.stringMatching(/^The connection to http:\/\/127.0.0.1:9 failed: /),
  })
  expect(code).toBe(1)
})

test('an address that is not http is refused before anything is sent', async () => {
  expect((await run('token', 'list', '--url', 'file:///etc', '--token', 'x')).code).toBe(2)
  expect((await run('import', 'sensorthings', '--from', 'ftp://x/v1.1', '--token', 'x')).code).toBe(2)
})

test.each([
  ['no command', [], 'Give a command.'],
  ['an unknown command', ['improt'], /unknown command/],
  ['a missing option', ['import', 'observations', 'file.csv'], /--mapping/],
])('with --json %s is JSON on stdout', async (_, words, message) => {
  let out = ''
  const { error } = await run(...words, '--json')
  tellFailure(createOutput(true, { write: (text: string) => (out += text) }, { write: () => {} }), error)
  expect(JSON.parse(out)).toEqual({
    error: { message: typeof message === 'string' ? message : expect.stringMatching(message) },
  })
})

test('with --json a failure is JSON on stdout, and words on stderr', () => {
  const written = { out: '', err: '' }
  const output: Output = createOutput(
    true,
    { write: (text: string) => (written.out += text) },
    { write: (text: string) => (written.err += text) },
  )
  tellFailure(output, new UsageError('There is no file x.csv.'))
  expect(JSON.parse(written.out)).toEqual({ error: { message: 'There is no file x.csv.' } })
  expect(written.err).toBe('There is no file x.csv.\n')
})
