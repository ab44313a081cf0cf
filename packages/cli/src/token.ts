import { dataOf, listAll } from '@samenspel/client'
import { openConnection, type ServerOptions } from './connection.ts'
import type { Output } from './output.ts'
import type { Role } from './roles.ts'

type NewToken = ServerOptions & {
  name: string
  role: Role
  organisation?: string
  purpose?: string
  dataset?: string
  expires?: string
}

/** `samenspel token create`: makes a token and shows its secret, once. */
export async function createToken(output: Output, options: NewToken): Promise<void> {
  const { api } = await openConnection(options)
  const me = await dataOf(api.GET('/me'))
  const organisationId = options.organisation ?? me.memberships[0]?.organisation.id ?? ''
  const dataset =
    options.dataset === undefined
      ? undefined
      : await dataOf(api.GET('/datasets/{key}', { params: { path: { key: options.dataset } } }))
  const token = await dataOf(
    api.POST('/tokens', {
      body: {
        name: options.name,
        role: options.role,
        organisationId,
        ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
        ...(dataset === undefined ? {} : { datasetId: dataset.id }),
        ...(options.expires === undefined ? {} : { expiresAt: options.expires }),
      },
    }),
  )
  output.line(`Made the token “${token.name}”. Its secret is shown only now:`)
  output.result(token, [token.secret])
}

/** `samenspel token list`. */
export async function listTokens(output: Output, options: ServerOptions): Promise<void> {
  const { api } = await openConnection(options)
  const tokens = await listAll((cursor) =>
    api.GET('/tokens', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  const lines = tokens.map(({ id, role, expiresAt, name }) =>
    [id, role.padEnd(15), (expiresAt ?? 'no end').padEnd(24), name].join('  '),
  )
  output.result({ tokens }, lines.length > 0 ? lines : ['There are no tokens.'])
}

/** `samenspel token revoke`. */
export async function revokeToken(output: Output, id: string, options: ServerOptions): Promise<void> {
  const { api } = await openConnection(options)
  await api.DELETE('/tokens/{id}', { params: { path: { id } } })
  output.result({ revoked: id }, [`The token ${id} no longer works.`])
}
