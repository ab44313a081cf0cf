import type { paths } from '@samenspel/client'

/** What someone may do in an organisation, as the API says it. */
export type Role = paths['/tokens']['post']['requestBody']['content']['application/json']['role']

/** Each role once: the compiler refuses one that the API does not have, and misses one that it has. */
const EACH = {
  administrator: true,
  'policy-officer': true,
  'data-expert': true,
  'decision-maker': true,
  clerk: true,
  'privacy-officer': true,
} as const satisfies Record<Role, true>

export const ROLES = Object.keys(EACH) as Role[]
