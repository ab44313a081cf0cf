import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core'
import { createBoundedCache } from '../../../../platform/bounded-cache.ts'
import { type DecodeRequest, type FaultKind, LIMITS } from './limits.ts'
import { captureMemory, type MemoryImage, restoreMemory } from './memory-image.ts'

/** A script does not do what it should. */
export class MachineFault extends Error {
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** A JavaScript engine in WebAssembly, without anything of the host in it. */
export type Machine = {
  /**
   * Decodes one message with a script, which is read once. Every message begins with the same memory: nothing that a script
   * did is there for the next.
   * @throws MachineFault
   */
  decode(message: Omit<DecodeRequest, 'id'>): string
  /** True after something that may have left the engine itself in disorder: take another machine. */
  readonly isSpoilt: boolean
}

/** Calls the function that scripts define, after the convention of The Things Stack and ChirpStack. */
const ENTRY = `(function (text) {
  var input = JSON.parse(text)
  input.recvTime = new Date(input.recvTime)
  return JSON.stringify(decodeUplink(input))
})`

const STACK = 256 * 1024

type Compiled = { image: MemoryImage; entry: QuickJSHandle }

/** What the machine asks of the thread it runs in. */
export type Surroundings = {
  /** Processor time of this thread so far. */
  usedMilliseconds(): number
  /** Says what the clock of the thread shows from now on, in milliseconds since 1970. */
  setClock(to: number): void
}

/** Makes a machine; its clock stands still at 1970 while scripts are read, and at the moment of the message while they decode. */
export async function createMachine({ usedMilliseconds, setClock }: Surroundings): Promise<Machine> {
  setClock(0)
  const quickjs = await newQuickJSWASMModuleFromVariant(
    import('@jitl/quickjs-ng-wasmfile-release-sync') as never,
  )
  const memory = quickjs.getWasmMemory()
  const runtime = quickjs.newRuntime()
  let deadline = 0
  let stopped = false
  let spoilt = false
  runtime.setMemoryLimit(LIMITS.memory)
  runtime.setMaxStackSize(STACK)
  runtime.setInterruptHandler(() => {
    stopped = usedMilliseconds() > deadline
    return stopped
  })
  const context = runtime.newContext()
  const empty = captureMemory(memory)
  let reach = empty.end
  const compiled = createBoundedCache<Compiled>(LIMITS.compiled)

  /** Runs something in the engine, from memory as it was, and turns what goes wrong into a fault. */
  function run<T>(image: MemoryImage, milliseconds: number, work: () => T): T {
    restoreMemory(memory, image, reach)
    stopped = false
    deadline = usedMilliseconds() + milliseconds
    try {
      return work()
    } catch (error) {
      const fault =
        error instanceof MachineFault ? error : new MachineFault('failed', 'The engine stopped unexpectedly.')
      spoilt ||= fault !== error || fault.kind !== 'failed'
      throw fault
    }
  }

  function compile(key: string, script: string): Compiled {
    setClock(0)
    const entry = run(empty, LIMITS.milliseconds.compile, () => {
      unwrap(context.evalCode(script, 'decoder.js', { type: 'global' }))
      const found = unwrap(context.evalCode('typeof decodeUplink'))
      if (context.getString(found) !== 'function') {
        throw new MachineFault('failed', 'The script does not define a function decodeUplink.')
      }
      return unwrap(context.evalCode(ENTRY, 'entry.js'))
    })
    const made = { image: captureMemory(memory), entry }
    reach = Math.max(reach, made.image.end)
    compiled.set(key, made, made.image.bytes.length)
    return made
  }

  function unwrap(result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
    if (!result.error) return result.value
    const message = describe(result.error)
    if (stopped) throw new MachineFault('too-slow', 'The script took too long.')
    if (/^InternalError: (out of memory|string too long)/.test(message))
      throw new MachineFault('too-much-memory', 'The script used too much memory.')
    throw new MachineFault('failed', message)
  }

  /** Reading an error can run code of the script too, within the same limits. */
  function describe(handle: QuickJSHandle): string {
    const thrown: unknown = context.dump(handle)
    if (typeof thrown !== 'object' || thrown === null) return String(thrown).slice(0, 300)
    const { name, message } = thrown as { name?: unknown; message?: unknown }
    const line = lineOf(thrown)
    return `${String(name ?? 'Error')}: ${String(message ?? '').slice(0, 300)}${line ? ` (line ${line})` : ''}`
  }

  return {
    get isSpoilt() {
      return spoilt
    },
    decode({ key, script, input, now }) {
      const { image, entry } = compiled.get(key) ?? compile(key, script)
      if (input === null) return ''
      setClock(now)
      return run(image, LIMITS.milliseconds.decode, () => {
        const given = context.newString(input)
        const output = unwrap(context.callFunction(entry, context.undefined, given))
        if (context.typeof(output) !== 'string')
          throw new MachineFault('failed', 'decodeUplink returned nothing.')
        const text = context.getString(output)
        if (text.length > LIMITS.output)
          throw new MachineFault('too-much-output', 'The script returned too much.')
        return text
      })
    },
  }
}

function lineOf(thrown: object): string | undefined {
  const stack = 'stack' in thrown ? String(thrown.stack) : ''
  return /decoder\.js:(\d+)/.exec(stack)?.[1]
}
