/** `samenspel verify`: checks a proof, or the whole ledger, without believing the server. */
import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  type Cryptography,
  fromSubtle,
  type NoteKey,
  readVerifierKey,
} from '@samenspel/standards/transparency'
import { type Output, UsageError } from '../output.ts'
import { verifyFile } from './proof.ts'
import { verifyWhole } from './whole.ts'

/** What to check, and what one trusts already. */
export type VerifyOptions = {
  export?: string
  url?: string
  /** A file with a checkpoint that one kept. */
  checkpoint?: string
  /** Keys of the log and of witnesses (vkey). */
  key?: string[]
}

const CRYPTOGRAPHY: Cryptography = {
  ...fromSubtle(crypto.subtle),
  // A whole ledger has hundreds of thousands of hashes: these are made at once.
  sha256: (data) => hash('sha256', data, 'buffer'),
}

/**
 * Checks a proof file, or a whole ledger.
 * @throws VerifyError when something does not hold; UsageError when there is nothing to check
 */
export async function verify(
  output: Output,
  file: string | undefined,
  options: VerifyOptions,
): Promise<void> {
  const { export: whole, url } = options
  if ((whole === undefined) === (url === undefined) && (file === undefined || whole !== undefined)) {
    throw new UsageError(
      'Give what to verify: a proof file, --export <file> or --url <address>; or a proof file and one of those, to see what became of it.',
    )
  }
  const keys = await readKeys(options.key ?? [])
  if (file !== undefined) {
    if (options.checkpoint !== undefined) {
      throw new UsageError(
        '--checkpoint goes with --export or --url alone: a proof has a checkpoint of its own, by which the history is compared.',
      )
    }
    const now = whole === undefined && url === undefined ? undefined : options
    return verifyFile(CRYPTOGRAPHY, output, { name: file, text: await read(file), keys, now })
  }
  const checkpoint = options.checkpoint === undefined ? undefined : await read(options.checkpoint)
  await verifyWhole(CRYPTOGRAPHY, output, { ...options, keys, earlier: checkpoint })
}

async function readKeys(texts: readonly string[]): Promise<NoteKey[]> {
  const keys: NoteKey[] = []
  for (const text of texts) {
    const key = await readVerifierKey(CRYPTOGRAPHY.sha256, text)
    if (!key)
      throw new UsageError(`--key ${text}: this is no key. It looks like example.nl/log+0123abcd+AbCd… .`)
    keys.push(key)
  }
  return keys
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
