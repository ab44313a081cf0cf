import { hash } from 'node:crypto'
import {
  type Cryptography,
  type ExportPart,
  fromSubtle,
  type LogReport,
  type NoteKey,
  type ProofReport,
  readBase64,
  readCheckpoint,
  readExportLine,
  readProofExtra,
  readProofFile,
  readVerifierKey,
  type SignedCheckpoint,
  verifyConsistency,
  verifyLog,
  verifyProof,
} from '@samenspel/standards/transparency'
import type { TestServer } from './server.ts'

const CRYPTOGRAPHY: Cryptography = {
  ...fromSubtle(crypto.subtle),
  sha256: (data) => hash('sha256', data, 'buffer'),
}
const { sha256 } = CRYPTOGRAPHY

/** What the API gives of an entry, as far as tests look at it. */
type Proof = {
  index: number | null
  title: string | null
  what: string | null
  state: string
  payload: string | null
  salt: string | null
  proof: { hashes: string[]; checkpoint: string } | null
}

/** What it gives of keys and witnesses. */
type Keys = {
  keys: { key: string; from: number | null }[]
  witnesses: { name: string; size: number; problem: { nl: string; en: string } | null }[]
  witnessKey: string | null
  witnessed: { origin: string; size: number }[]
}

/** Reads and checks the ledger of a server as anyone can. */
export function useLedger(server: Pick<TestServer, 'request'>) {
  async function getProof(kind: string, id: string, version = 1): Promise<Proof> {
    const answer = await server.request({ url: `/api/v1/ledger/entries/${kind}/${id}/${version}` })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  async function getKeys(): Promise<Keys> {
    return (await server.request({ url: '/api/v1/ledger/keys' })).json()
  }
  async function readKeys(): Promise<NoteKey[]> {
    const keys = await Promise.all((await getKeys()).keys.map(({ key }) => readVerifierKey(sha256, key)))
    return keys.filter((key) => key !== undefined)
  }
  async function verifyText(text: string): Promise<ProofReport> {
    const file = readProofFile(text)
    const extra = file?.extra && readProofExtra(file.extra)
    if (!file || !extra) throw new Error('This is no proof file.')
    return verifyProof(CRYPTOGRAPHY, file, extra, await readKeys())
  }
  async function checkpointText(): Promise<string> {
    return (await server.request({ url: '/log/checkpoint' })).body
  }
  async function readNewest(): Promise<SignedCheckpoint> {
    const read = readCheckpoint(await checkpointText())
    if (!read) throw new Error('This is no checkpoint.')
    return read
  }
  return {
    getProof,
    getKeys,
    readKeys,
    verifyText,
    checkpointText,
    readCheckpoint: readNewest,
    async checkFile(kind: string, id: string, version = 1) {
      const answer = await server.request({ url: `/api/v1/ledger/entries/${kind}/${id}/${version}/proof` })
      return { text: answer.body, report: await verifyText(answer.body) }
    },
    /** Whether the log proves that it goes on from this size, by the roots that it signed itself. */
    async isConsistent(from: number): Promise<boolean> {
      const answer = await server.request({ url: `/api/v1/ledger/consistency?from=${from}` })
      const { hashes } = answer.json<{ hashes: string[] }>()
      const lines = (await server.request({ url: '/log/export' })).body.trim().split('\n').map(readExportLine)
      const before = lines.flatMap((part) =>
        part && 'line' in part && part.line.index === from - 1 ? [part.line.checkpoint] : [],
      )
      const earlier = readCheckpoint(before[0] ?? '')
      const root = from === 0 ? await sha256(new Uint8Array()) : earlier?.root
      // A size without a checkpoint of its own, within a batch, has nothing to be compared with.
      if (!root) return true
      const proof = hashes.map((text) => readBase64(text) ?? new Uint8Array())
      return verifyConsistency(sha256, { size: from, root }, await readNewest(), proof)
    },
    async verifyExport(against: { checkpoint?: string; keys?: NoteKey[] } = {}): Promise<LogReport> {
      const { body } = await server.request({ url: '/log/export' })
      const parts: (ExportPart | undefined)[] = body.trim().split('\n').map(readExportLine)
      return verifyLog(CRYPTOGRAPHY, parts, against)
    },
  }
}
