import { beforeAll, describe, expect, it } from 'vitest'
import { AUTHORISATION_MATRIX, BOUND_TOKEN_ROUTES } from './authorisation-matrix.ts'
import { createToken } from './features/parties/index.ts'
import { ROLES, type Role } from './platform/actor.ts'
import type { Access } from './platform/http/access.ts'
import type { RouteAccess } from './platform/http/server.ts'
import { signInAs, signInAsPerson, signInAsPupil } from './testing/actors.ts'
import { useServer } from './testing/server.ts'

const FILE = 'packages/server/src/authorisation-matrix.ts'
const server = useServer()

/** What has to change in the matrix, one sentence per line, each with the exact line to write. */
function compareMatrix(routes: readonly RouteAccess[], matrix: Readonly<Record<string, Access>>): string[] {
  const real = new Map(routes.map(({ method, path, access }) => [`${method} ${path}`, access]))
  const changes = [...real].flatMap(([route, access]) => {
    if (access === undefined) return [`${route} does not say who may call it: give it config.access.`]
    const row = matrix[route]
    if (row === undefined) return [`Add to ${FILE}:\n  ${lineOf(route, access)}`]
    if (lineOf(route, row) === lineOf(route, access)) return []
    return [
      `In ${FILE} the row\n  ${lineOf(route, row)}\ndiffers from the route, which says\n  ${lineOf(route, access)}`,
    ]
  })
  const gone = Object.entries(matrix).filter(([route]) => !real.has(route))
  return [...changes, ...gone.map(([route, access]) => `Remove from ${FILE}:\n  ${lineOf(route, access)}`)]
}

function lineOf(route: string, access: Access): string {
  if (typeof access === 'string') return `'${route}': '${access}',`
  const roles = ROLES.filter((role) => access.includes(role)).map((role) => `'${role}'`)
  return `'${route}': [${roles.join(', ')}],`
}

/** Whether a kind of actor should get past the door of a route: 401 or 403 when not. */
function expectedRefusal(
  access: Access,
  actor: { signedIn: boolean; token?: true; role?: Role; pupil?: true },
): 401 | 403 | undefined {
  if (access === 'anyone' || access === 'operator') return undefined
  // Nobody here has the key of a sensor that measures.
  if (access === 'sensor' || !actor.signedIn) return 401
  if (access === 'pupil') return actor.pupil ? undefined : 403
  if (access === 'person-or-pupil' && actor.pupil) return undefined
  if (access === 'person' || access === 'person-or-pupil') return actor.token || actor.pupil ? 403 : undefined
  return actor.role && access.includes(actor.role) ? undefined : 403
}

/** An address of the route at which nothing is. */
function addressOf(path: string): string {
  return path
    .replaceAll(/:\w+(\([^)]*\))?/g, '00000000-0000-4000-8000-000000000000')
    .replaceAll('*', 'nothing')
}

it('has a row for every route, and a route for every row', () => {
  const changes = compareMatrix(server.app.routes, AUTHORISATION_MATRIX)
  expect(changes, changes.join('\n\n')).toEqual([])
})

it('lists every route that a token for one dataset may call', () => {
  const real = server.app.routes.filter(({ boundTokens }) => boundTokens)
  expect(real.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(BOUND_TOKEN_ROUTES)
})

describe('the comparison', () => {
  const routes: RouteAccess[] = [{ method: 'GET', path: '/a/:id', access: ['clerk', 'administrator'] }]
  const row = { 'GET /a/:id': ['administrator', 'clerk'] } as const

  it('accepts a matrix that is right', () => {
    expect(compareMatrix(routes, row)).toEqual([])
  })

  it('says which line to add, change or remove', () => {
    expect(compareMatrix(routes, {})).toEqual([
      `Add to ${FILE}:\n  'GET /a/:id': ['administrator', 'clerk'],`,
    ])
    expect(compareMatrix(routes, { 'GET /a/:id': 'anyone' })).toEqual([
      expect.stringMatching(/'anyone',\ndiffers from .*\n {2}'GET \/a\/:id': \['administrator', 'clerk'\],$/),
    ])
    expect(compareMatrix([], row)).toEqual([
      `Remove from ${FILE}:\n  'GET /a/:id': ['administrator', 'clerk'],`,
    ])
    expect(compareMatrix([{ method: 'GET', path: '/b', access: undefined }], {})).toEqual([
      'GET /b does not say who may call it: give it config.access.',
    ])
  })

  it('knows who is refused, and how', () => {
    expect(expectedRefusal('anyone', { signedIn: false })).toBeUndefined()
    expect(expectedRefusal('person', { signedIn: false })).toBe(401)
    expect(expectedRefusal('person', { signedIn: true })).toBeUndefined()
    expect(expectedRefusal('person', { signedIn: true, token: true })).toBe(403)
    expect(expectedRefusal('person', { signedIn: true, pupil: true })).toBe(403)
    expect(expectedRefusal('pupil', { signedIn: true, pupil: true })).toBeUndefined()
    expect(expectedRefusal('pupil', { signedIn: true })).toBe(403)
    expect(expectedRefusal('pupil', { signedIn: false })).toBe(401)
    expect(expectedRefusal(['clerk'], { signedIn: true })).toBe(403)
    expect(expectedRefusal(['clerk'], { signedIn: true, role: 'data-expert' })).toBe(403)
    expect(expectedRefusal(['clerk'], { signedIn: true, role: 'clerk' })).toBeUndefined()
  })
})

type Caller = {
  name: string
  headers: Record<string, string>
  signedIn: boolean
  token?: true
  role?: Role
  /** A pupil of a class, by the cookie of the session. */
  pupil?: true
  /** A token for one dataset. */
  bound?: true
  /** The key of a sensor: where tokens for one dataset may come, the slice refuses it. */
  sensor?: true
}
const callers: Caller[] = []

beforeAll(async () => {
  const token = await signInAs(server, 'data-expert')
  const { organisationId } = token
  callers.push({ name: 'anonymous', headers: {}, signedIn: false })
  callers.push({ name: 'person without role', ...(await signInAsPerson(server)), signedIn: true })
  for (const role of ROLES) {
    const person = await signInAsPerson(server, [{ organisationId, role }])
    callers.push({ name: role, ...person, signedIn: true, role })
  }
  callers.push({ name: 'token of a data-expert', ...token, signedIn: true, token: true, role: 'data-expert' })
  for (const role of ['data-expert', 'administrator'] as const) {
    const bound = await signInAs(server, role, { datasetId: '00000000-0000-4000-8000-000000000000' })
    callers.push({
      name: `token of a ${role} for one dataset`,
      ...bound,
      signedIn: true,
      token: true,
      role,
      bound: true,
    })
  }
  callers.push({ name: 'pupil', headers: await signInAsPupil(server), signedIn: true, pupil: true })
  const key = { organisationId, name: 'Meter 1', role: 'data-expert', thingId: 1 } as const
  const { secret } = await createToken(server.database.db, key)
  const headers = { authorization: `Bearer ${secret}` }
  callers.push({ name: 'key of a sensor', headers, signedIn: true, token: true, sensor: true })
})

/** Why the server last failed, to show when it answers 500. */
function lastFailure(): string {
  const failure = server.reports.findLast(({ kind }) => kind === 'request-failed')
  return failure?.kind === 'request-failed' ? String(failure.error) : ''
}

/** These end the session of the caller, so they are called last. */
const LAST = ['POST /api/auth/sign-out', 'DELETE /api/v1/pupil-sessions']
const rows = (Object.entries(AUTHORISATION_MATRIX) as [string, Access][]).sort(
  ([left], [right]) => Number(LAST.includes(left)) - Number(LAST.includes(right)),
)

/** Answers that end only with the connection: of these the beginning is enough. */
const ENDLESS = ['GET /api/v1/latest-values']

describe.each(rows)('%s', (route, access) => {
  it('lets in exactly who the matrix says', async () => {
    const [method, path = ''] = route.split(' ')
    const changes = !['GET', 'HEAD', 'DELETE'].includes(method ?? '')
    const answers: Record<string, number | 'let in'> = {}
    const expected: Record<string, number | 'let in'> = {}
    for (const caller of callers) {
      const { statusCode } = await server.request({
        method: method as 'GET',
        url: addressOf(path),
        headers: caller.headers,
        ...(changes ? { payload: {} } : {}),
        ...(ENDLESS.includes(route) ? { payloadAsStream: true } : {}),
      })
      expect(statusCode, `${route} as ${caller.name}: ${lastFailure()}`).not.toBe(500)
      if (caller.sensor && BOUND_TOKEN_ROUTES.includes(route)) {
        expect(statusCode, `${route} as ${caller.name}`).toBeGreaterThanOrEqual(400)
        continue
      }
      answers[caller.name] = statusCode === 401 || statusCode === 403 ? statusCode : 'let in'
      const isShut = caller.bound && typeof access !== 'string' && !BOUND_TOKEN_ROUTES.includes(route)
      expected[caller.name] = isShut ? 403 : (expectedRefusal(access, caller) ?? 'let in')
    }
    expect(answers).toEqual(expected)
  })
})
