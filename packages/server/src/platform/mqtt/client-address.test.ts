import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { createAddressOf, type TrustedProxies } from './client-address.ts'

const PROXY = '10.0.0.1'

it.each<[TrustedProxies, string | undefined, string]>([
  [false, '203.0.113.7', PROXY],
  [1, '203.0.113.7', '203.0.113.7'],
  [1, 'made up, 203.0.113.7', '203.0.113.7'],
  [2, '203.0.113.7, 10.0.0.2', '203.0.113.7'],
  [['10.0.0.0/8'], '203.0.113.7, 10.0.0.2', '203.0.113.7'],
  [['10.0.0.0/8'], 'made up, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
  [['192.168.1.1'], '203.0.113.7', PROXY],
  [1, undefined, PROXY],
])('trusting %j, finds the client of %s', (trusted, forwarded, found) => {
  const request = { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: PROXY } }
  expect(createAddressOf(trusted)(request as unknown as IncomingMessage)).toBe(found)
})
