import { expect, it, test } from 'vitest'
import { ANONYMOUS } from './actor.ts'
import { readConfig } from './config.ts'
import { createHttp } from './http/server.ts'
import { beginTrace, childOf, type Trace, takeTrace, traceHeaders } from './trace.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

it('goes on with the trace of a request, as an action of its own', () => {
  const headers = { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: ['a=1', 'b=2'] }
  const trace = takeTrace(headers)
  expect(trace).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, sampled: true })
  expect(trace.spanId).toMatch(/^[0-9a-f]{16}$/)
  expect(trace.spanId).not.toBe(PARENT)
  expect(traceHeaders(trace)).toEqual({
    traceparent: `00-${TRACE}-${trace.spanId}-01`,
    tracestate: 'a=1,b=2',
  })
})

test.each([
  [{}],
  [{ traceparent: 'nonsense', tracestate: 'a=1' }],
  [{ tracestate: 'a=1' }],
  [{ traceparent: [`00-${TRACE}-${PARENT}-01`, `00-${TRACE}-${PARENT}-01`] }],
])('begins a new trace when a request has %j', (headers) => {
  const trace = takeTrace(headers)
  expect(trace).toMatchObject({ parentSpanId: undefined, sampled: false, state: [] })
  expect(trace.traceId).not.toBe(TRACE)
  expect(traceHeaders(trace)).toEqual({ traceparent: `00-${trace.traceId}-${trace.spanId}-00` })
})

it('keeps the trace when only the state cannot be read', () => {
  expect(takeTrace({ traceparent: `00-${TRACE}-${PARENT}-00`, tracestate: '=' })).toMatchObject({
    traceId: TRACE,
    state: [],
  })
})

it('has further actions under the one that led to them', () => {
  const trace = beginTrace()
  const child = childOf(trace)
  expect(child).toEqual({ ...trace, spanId: child.spanId, parentSpanId: trace.spanId })
  expect(child.spanId).not.toBe(trace.spanId)
})

it('is known of every request, and not answered', async () => {
  const seen: Trace[] = []
  const http = await createHttp({
    config: readConfig({ AUTH_SECRET: '-'.repeat(32) }),
    report: () => {},
    resolveActor: async () => ANONYMOUS,
  })
  http.addHook('onResponse', async ({ trace }) => void seen.push(trace))
  http.get('/api/v1/here', { config: { access: 'anyone' } }, async () => ({}))
  const headers = { traceparent: `00-${TRACE}-${PARENT}-01` }
  const answers = [
    await http.inject({ url: '/api/v1/here', headers }),
    await http.inject({ url: '/api/v1/nothing', headers }),
    await http.inject({ url: '/api/v1/here' }),
  ]
  expect(seen.map(({ traceId }) => traceId === TRACE)).toEqual([true, true, false])
  for (const answer of answers) {
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('trace'))).toEqual([])
  }
  await http.close()
})
