import { createHash } from 'node:crypto'
import { DEEPEST, isTooDeep } from '../../nesting.ts'
import { DecoderFault } from './decoder-fault.ts'
import { createLane } from './lane.ts'
import { LIMITS } from './limits.ts'

/** What a decoder gets: the convention of The Things Stack, which ChirpStack 4 shares. */
export type DecoderInput = {
  bytes: number[]
  fPort: number
  /** When the network received the message, RFC 3339. It is also what the script's clock shows. */
  recvTime: string
  /** Variables of the device, as ChirpStack knows them. */
  variables: Record<string, string>
}

/** What a decoder gave. */
export type Decoded = { data: Record<string, unknown>; warnings: string[] }

/** Where decoders run: scripts of users, which get a message and give fields, and can do nothing else. */
export type Sandbox = {
  /**
   * Decodes a message with a script.
   * @param whose the organisation whose script it is: what hangs holds up the others of the same
   * @throws DecoderFault, or Problem unavailable when too many messages wait
   */
  decode(script: string, input: DecoderInput, whose: string): Promise<Decoded>
  /**
   * Reads a script without a message.
   * @throws DecoderFault when it cannot be read or defines no decodeUplink
   */
  check(script: string, whose: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Makes a sandbox. Scripts of whom a worker had to be ended run for a while in a lane of their own, so that everyone else's are not
 * held up by them again and again: nothing stops a native loop before its worker is ended.
 * @param silence milliseconds by the wall clock after which that happens
 */
export function createSandbox(silence: number = LIMITS.silence): Sandbox {
  const stalled = new Map<string, number>()
  const slow = createLane(silence, () => undefined)
  const quick = createLane(silence, (whose) => {
    stalled.set(whose, performance.now())
    return slow
  })

  function laneOf(whose: string) {
    const at = stalled.get(whose)
    if (at === undefined) return quick
    if (performance.now() - at < LIMITS.stalled) return slow
    stalled.delete(whose)
    return quick
  }

  async function send(script: string, input: DecoderInput | null, whose: string): Promise<string> {
    if (script.length > LIMITS.script) throw new DecoderFault('failed', 'The script is too long.')
    return new Promise<string>((resolve, reject) => {
      const request = {
        key: createHash('sha256').update(script).digest('base64'),
        script,
        input: input && JSON.stringify(input),
        now: input ? Date.parse(input.recvTime) : 0,
      }
      laneOf(whose).add({ whose, request, resolve, reject })
    })
  }

  return {
    decode: async (script, input, whose) => readOutput(await send(script, input, whose)),
    async check(script, whose) {
      await send(script, null, whose)
    },
    async stop() {
      await Promise.all([quick.stop(), slow.stop()])
    },
  }
}

/** Checks what a script returned: `{ data, warnings, errors }`. */
function readOutput(output: string): Decoded {
  const given = parseOutput(output)
  if (!isRecord(given)) throw new DecoderFault('failed', 'decodeUplink must return an object.')
  const errors = listTexts(given.errors)
  if (errors.length > 0) throw new DecoderFault('failed', errors.join('; ').slice(0, 300))
  if (!isRecord(given.data))
    throw new DecoderFault('failed', 'decodeUplink must return an object with `data`.')
  return { data: given.data, warnings: listTexts(given.warnings) }
}

/** A script can replace the `JSON.stringify` that writes what it returns. */
function parseOutput(output: string): unknown {
  let given: unknown
  try {
    given = JSON.parse(output)
  } catch {
    throw new DecoderFault('failed', 'decodeUplink returned something else than JSON.')
  }
  if (isTooDeep(given)) throw new DecoderFault('failed', `More than ${DEEPEST} levels were returned.`)
  return given
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listTexts(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.map((text: unknown) => (typeof text === 'string' ? text : JSON.stringify(text)))
}
