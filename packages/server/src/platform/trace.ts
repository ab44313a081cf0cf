import { randomBytes } from 'node:crypto'
import {
  formatTraceparent,
  formatTracestate,
  isSpanId,
  isTraceId,
  parseTraceparent,
  parseTracestate,
  type Tracestate,
} from '@samenspel/standards/tracing'

/** An action as a part of a trace, which may go through more organisations. Passed on as an argument. */
export type Trace = {
  /** 32 hexadecimal digits; the same in every organisation. */
  traceId: string
  /** This action: 16 hexadecimal digits. */
  spanId: string
  /** The action that led to this one; undefined when the trace begins here. */
  parentSpanId: string | undefined
  /** Passed on. The processing log records every action, whatever it says. */
  sampled: boolean
  /** Of the tracing systems of others; passed on. */
  state: Tracestate
}

type Headers = Record<string, string | string[] | undefined>

/** The trace of a request: the one that its headers tell of, or a new one when they tell of none or cannot be read. */
export function takeTrace({ traceparent, tracestate }: Headers): Trace {
  const parent = typeof traceparent === 'string' ? parseTraceparent(traceparent) : undefined
  if (!parent) return beginTrace()
  const { traceId, parentId, sampled } = parent
  const state = parseTracestate([tracestate ?? ''].flat().join(','))
  return { traceId, spanId: newId(8, isSpanId), parentSpanId: parentId, sampled, state }
}

/** A trace that begins here, for what no request asks for. */
export function beginTrace(): Trace {
  const [traceId, spanId] = [newId(16, isTraceId), newId(8, isSpanId)]
  return { traceId, spanId, parentSpanId: undefined, sampled: false, state: [] }
}

/** A further action in the same trace, that this one led to. */
export function childOf(trace: Trace): Trace {
  return { ...trace, spanId: newId(8, isSpanId), parentSpanId: trace.spanId }
}

/** The headers with which this action asks something of others. */
export function traceHeaders({ traceId, spanId, sampled, state }: Trace): Record<string, string> {
  const tracestate = formatTracestate(state)
  return {
    traceparent: formatTraceparent({ traceId, parentId: spanId, sampled }),
    ...(tracestate === '' ? {} : { tracestate }),
  }
}

/** A random id in hexadecimal digits; the one of all zeros is none. */
function newId(bytes: number, isId: (text: string) => boolean): string {
  const id = randomBytes(bytes).toString('hex')
  return isId(id) ? id : newId(bytes, isId)
}
