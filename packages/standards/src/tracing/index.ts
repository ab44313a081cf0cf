/** W3C Trace Context, Level 1, as pure code: which headers say of what a request is a part. */
export { formatTraceparent, isSpanId, isTraceId, parseTraceparent, type Traceparent } from './traceparent.ts'
export { formatTracestate, parseTracestate, type Tracestate } from './tracestate.ts'
