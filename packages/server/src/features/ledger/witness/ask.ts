/** Asks witnesses to cosign our checkpoints. */
import {
  readCheckpoint,
  readSignatures,
  readVerifierKey,
  SIZE_MEDIA_TYPE,
  verifyCosignatures,
  writeAddCheckpoint,
  writeSignature,
} from '@samenspel/standards/transparency'
import type { Bilingual } from '../../../platform/errors.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import type { Sender } from '../../../platform/http-client/sender.ts'
import { CRYPTOGRAPHY } from '../cryptography.ts'
import type { Needs, WitnessSetting } from '../needs.ts'
import { proveConsistency } from '../prove.ts'
import { findNewestCheckpoint, type StoredCheckpoint } from '../store/tree.ts'
import { storeCosignature, storeProblem, takeWitness } from '../store/witness.ts'

/** Seconds until a witness is asked again after it did not cosign, each time longer. */
const PAUSES = [10, 60, 300, 1800]

/** Most bytes of an answer that are read. */
const LARGEST_ANSWER = 64 * 1024

type Asking = Pick<Sender, 'send'>

/** Asks one witness that has not cosigned the newest checkpoint. @returns whether there was one */
export async function askNextWitness(
  { db, clock, witnesses }: Pick<Needs, 'db' | 'clock' | 'witnesses'>,
  sender: Asking,
): Promise<boolean> {
  if (witnesses.length === 0) return false
  const newest = await findNewestCheckpoint(db)
  if (!newest) return false
  const known = await Promise.all(
    witnesses.map(async (setting) => ({
      ...setting,
      name: (await readVerifierKey(CRYPTOGRAPHY.sha256, setting.key))?.name ?? setting.key,
    })),
  )
  const now = clock()
  const names = known.map(({ name }) => name)
  const taken = await takeWitness(db, { names, size: newest.size, now })
  const setting = known.find(({ name }) => name === taken?.name)
  if (!taken || !setting) return false
  const answer = await askTwice({ db }, sender, { setting, newest, from: taken.size })
  if ('line' in answer) {
    const { line } = answer
    await db
      .transaction()
      .execute((transaction) =>
        storeCosignature(transaction, { name: taken.name, size: newest.size, line, at: now }),
      )
    return true
  }
  const seconds = PAUSES[Math.min(taken.failures, PAUSES.length - 1)] ?? 1800
  await storeProblem(db, taken.name, answer.problem, new Date(now.getTime() + seconds * 1000))
  return true
}

type Final = { line: string } | { problem: Bilingual }
type Answer = Final | { size: number }
type Asked = { setting: WitnessSetting; newest: StoredCheckpoint; from: number }

/** Goes on from the size that the witness says it has, once: one that keeps saying another is asked later, as one that refuses. */
async function askTwice(needs: Pick<Needs, 'db'>, sender: Asking, asked: Asked): Promise<Final> {
  const first = await ask(needs, sender, asked)
  if (!('size' in first)) return first
  const second = await ask(needs, sender, { ...asked, from: first.size })
  return 'size' in second ? { problem: refused(409) } : second
}

async function ask(
  { db }: Pick<Needs, 'db'>,
  sender: Asking,
  { setting, newest, from }: Asked,
): Promise<Answer> {
  const proof = await proveConsistency(db, Math.min(from, newest.size), newest.size)
  const body = writeAddCheckpoint(from, proof, newest.note)
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  try {
    const address = `${setting.url}/add-checkpoint`
    const {
      status,
      text,
      headers: answered,
    } = await sender.send(address, {
      ...{ method: 'POST', headers, body },
      readAtMost: LARGEST_ANSWER,
    })
    if (status === 409 && String(answered['content-type']).startsWith(SIZE_MEDIA_TYPE)) {
      return readOtherSize(text, from, newest.size)
    }
    if (status !== 200) return { problem: refused(status) }
    return await readCosignature(setting.key, newest.note, text)
  } catch (error) {
    if (error instanceof FetchError) return { problem: error.detail }
    throw error
  }
}

/** The witness has another size: the next proof goes on from there, unless that is past our log. */
function readOtherSize(text: string, from: number, size: number): Answer {
  const other = /^(0|[1-9]\d{0,15})\n$/.exec(text)?.[1]
  const known = other === undefined ? undefined : Number(other)
  // It has our size already, so what it saw of that size had another root.
  if (known === from && known === size) return { problem: OTHER_HISTORY }
  if (known === undefined || known === from) return { problem: refused(409) }
  return known > size ? { problem: rolledBack(known, size) } : { size: known }
}

/** The line below the checkpoint, when it is of this witness. */
async function readCosignature(vkey: string, note: string, text: string): Promise<Answer> {
  const key = await readVerifierKey(CRYPTOGRAPHY.sha256, vkey)
  const signatures = readSignatures(text)
  const checkpoint = readCheckpoint(note)
  if (!key || !signatures || !checkpoint) return { problem: FOREIGN }
  for (const signature of signatures) {
    const cosigned = { ...checkpoint.note, signatures: [signature] }
    const found = await verifyCosignatures(CRYPTOGRAPHY, cosigned, [key])
    if (found.length > 0) return { line: writeSignature(signature) }
  }
  return { problem: FOREIGN }
}

const refused = (status: number): Bilingual => ({
  nl: `De getuige tekent niet (antwoord ${status}).${status === 422 ? ` ${OTHER_HISTORY.nl}` : ''}`,
  en: `The witness does not cosign (answer ${status}).${status === 422 ? ` ${OTHER_HISTORY.en}` : ''}`,
})

const OTHER_HISTORY: Bilingual = {
  nl: 'Volgens de getuige is dit een andere geschiedenis dan die zij eerder zag.',
  en: 'According to the witness this is another history than it saw before.',
}

const rolledBack = (known: number, size: number): Bilingual => ({
  nl: `De getuige tekende eerder een stand van ${known} regels, en nu zijn er ${size}. Het register is teruggedraaid: zet de nieuwste reservekopie terug.`,
  en: `The witness cosigned a checkpoint of ${known} entries before, and now there are ${size}. The ledger was rolled back: restore the newest backup.`,
})

const FOREIGN: Bilingual = {
  nl: 'Het antwoord is niet door deze getuige getekend. Kijk of de sleutel in de instellingen klopt.',
  en: 'The answer was not signed by this witness. Check the key in the settings.',
}
