/**
 * The header `traceparent` of W3C Trace Context, Level 1 (https://www.w3.org/TR/trace-context-1/, section 3.2): of which trace a request
 * is a part, and by which action it was made.
 */
export type Traceparent = {
  /** 32 lower-case hexadecimal digits, not all zero. */
  traceId: string
  /** The action of who sends, 16 lower-case hexadecimal digits, not all zero. */
  parentId: string
  /** Whether who sends may have recorded the action. */
  sampled: boolean
}

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/
/** Of a later version the first four fields are read as those of version 00, and more fields may follow (section 3.2.4). */
const HEADER = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const NO_VERSION = 'ff'
const FIRST_VERSION = '00'
const SAMPLED = 1

/** Whether this is the id of a trace. */
export function isTraceId(text: string): boolean {
  return TRACE_ID.test(text)
}

/** Whether this is the id of an action in a trace. */
export function isSpanId(text: string): boolean {
  return SPAN_ID.test(text)
}

/** @returns undefined for what is malformed, and then a new trace begins */
export function parseTraceparent(text: string): Traceparent | undefined {
  const [, version, traceId = '', parentId = '', flags = '', rest] = HEADER.exec(text) ?? []
  if (version === undefined || version === NO_VERSION) return undefined
  if (version === FIRST_VERSION && rest !== undefined) return undefined
  if (!isTraceId(traceId) || !isSpanId(parentId)) return undefined
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

/** Always of version 00, with the one flag that it defines. */
export function formatTraceparent({ traceId, parentId, sampled }: Traceparent): string {
  return `${FIRST_VERSION}-${traceId}-${parentId}-${sampled ? '01' : '00'}`
}
