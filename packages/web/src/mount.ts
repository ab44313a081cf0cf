import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { chooseEncoding, compress } from './compress.ts'
import { createFiles, type SentFile } from './files.ts'
import {
  FILE_FORM_LIMIT,
  FILE_FORM_TYPE,
  FORM_LIMIT,
  FORM_TYPE,
  hasTooManyFields,
  hasTooManyParts,
  isRefusal,
  isTaken,
} from './forms.ts'
import { contentSecurityPolicy, FILE_POLICY } from './security.ts'

/** What is needed of a request of fastify. */
export type WebRequest = {
  method: string
  url: string
  headers: Record<string, string | string[] | undefined>
  body?: unknown
}

/** What is needed of a reply of fastify. */
export type WebReply = {
  code(status: number): WebReply
  header(name: string, value: string | string[]): WebReply
  send(body?: unknown): WebReply
}

/** What is needed of a fastify instance: a scope of its own, a parser for forms, and routes. */
export type WebServer = {
  register(plugin: (scope: WebServer) => Promise<void>): unknown
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    options: { parseAs: 'buffer'; bodyLimit: number },
    parse: (request: unknown, body: Buffer, done: (error: null, body: Buffer) => void) => void,
  ): unknown
  addHook(name: 'onRequest', hook: (request: WebRequest) => Promise<void>): unknown
  setErrorHandler(
    answer: (error: { statusCode?: number }, request: WebRequest, reply: WebReply) => Promise<WebReply>,
  ): unknown
  route(options: {
    method: string[]
    url: string
    /** Left out of the description of the API. */
    schema: { hide: true }
    handler: (request: WebRequest, reply: WebReply) => Promise<WebReply>
  }): unknown
}

export type MountOptions = {
  /** Answers a page; see `createWebHandler`. */
  handle: (request: Request, nonce: string, refused?: number) => Promise<Response>
  /** Folder with the built files for browsers: `build/client`. */
  clientFolder: string
  publicUrl: string
  /** Starts of paths that belong to the API and other services: the site never answers them. */
  reserved?: string[]
}

const RESERVED = ['/api', '/sta', '/catalog', '/log', '/health', '/metrics', '/mqtt', '/openapi.json']

/**
 * Adds the site to a server: its files with a year of caching (their names change with their content), and for every
 * other address the page. Routes of the API keep precedence, and unknown addresses under theirs stay problems.
 */
export function mountWeb(server: WebServer, options: MountOptions): void {
  const files = createFiles(options.clientFolder)
  server.register(async (scope) => {
    // Pages read their own forms. What is no form, or larger than a form can be, is refused before anything reads it.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      FORM_TYPE,
      { parseAs: 'buffer', bodyLimit: FORM_LIMIT },
      (_request, body, done) => done(null, body),
    )
    scope.addHook('onRequest', async (request) => {
      if (!isTaken(pathOf(request), textOf(request.headers['content-type']))) {
        throw Object.assign(new Error('Files are taken on one page only.'), { statusCode: 415 })
      }
    })
    scope.addContentTypeParser(
      FILE_FORM_TYPE,
      { parseAs: 'buffer', bodyLimit: FILE_FORM_LIMIT },
      (_request, body, done) => done(null, body),
    )
    const reserved = options.reserved ?? RESERVED
    scope.setErrorHandler(async (error, request, reply) => {
      if (isReserved(pathOf(request), reserved)) return sendNotFound(request, reply, options)
      if (!isRefusal(error.statusCode)) throw error
      return sendPage(withoutBody(request), reply, options, error.statusCode)
    })
    const handler = async (request: WebRequest, reply: WebReply) => {
      const path = pathOf(request)
      if (isReserved(path, reserved)) return sendNotFound(request, reply, options)
      const file =
        request.method === 'GET' || request.method === 'HEAD'
          ? await files(path, acceptedBy(request))
          : undefined
      if (file) return sendFile(reply, file)
      if (Buffer.isBuffer(request.body) && hasTooMany(request, request.body)) {
        return sendPage(withoutBody(request), reply, options, 413)
      }
      return sendPage(request, reply, options)
    }
    const schema = { hide: true } as const
    scope.route({ method: ['GET', 'POST'], url: '/', schema, handler })
    scope.route({ method: ['GET', 'POST'], url: '/*', schema, handler })
  })
}

/** Whether a form has more fields, or parts, than any of ours. */
const hasTooMany = ({ headers }: WebRequest, body: Buffer): boolean =>
  textOf(headers['content-type']).toLowerCase().startsWith(FILE_FORM_TYPE)
    ? hasTooManyParts(body)
    : hasTooManyFields(body)

function sendFile(reply: WebReply, { content, type, encoding, immutable }: SentFile): WebReply {
  if (encoding) reply.header('content-encoding', encoding)
  return reply
    .code(200)
    .header('content-type', type)
    .header('vary', 'accept-encoding')
    .header('content-security-policy', FILE_POLICY)
    .header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    .send(content)
}

function pathOf({ url }: WebRequest): string {
  return url.split('?')[0] ?? '/'
}

function isReserved(path: string, reserved: readonly string[]): boolean {
  return reserved.some((start) => path === start || path.startsWith(`${start}/`))
}

/** Nothing at an address for programs: a page to who reads with a browser, a problem to a program. */
async function sendNotFound(request: WebRequest, reply: WebReply, options: MountOptions): Promise<WebReply> {
  const { method, headers } = request
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead && textOf(headers.accept).includes('text/html')) return sendPage(request, reply, options)
  const path = pathOf(request)
  const isDutch = /^[^,]*\bnl\b/i.test(textOf(headers['accept-language']))
  const problem = {
    type: 'urn:samenspel:problem:not-found',
    title: isDutch ? 'Niet gevonden' : 'Not found',
    status: 404,
    detail: isDutch
      ? `Hier is niets: ${method} ${path}. Kijk of het adres klopt.`
      : `There is nothing here: ${method} ${path}. Check the address.`,
    instance: path,
  }
  return reply
    .code(404)
    .header('content-type', 'application/problem+json')
    .header('content-language', isDutch ? 'nl' : 'en')
    .send(problem)
}

/** The request without what was sent, of which the page may see nothing. */
function withoutBody({ method, url, headers }: WebRequest): WebRequest {
  const { 'content-type': _type, 'content-length': _length, ...rest } = headers
  return { method, url, headers: rest }
}

/** @param refused status with which the page says that what was sent is not taken */
async function sendPage(
  request: WebRequest,
  reply: WebReply,
  options: MountOptions,
  refused?: number,
): Promise<WebReply> {
  const nonce = randomBytes(16).toString('base64')
  const response = await options.handle(toRequest(request, options.publicUrl), nonce, refused)
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply.header('content-security-policy', contentSecurityPolicy(nonce))
  if (!response.body) return reply.send('')
  const encoding = chooseEncoding(acceptedBy(request), response.headers.get('content-type') ?? '')
  reply.header('vary', 'accept-encoding, cookie')
  if (!encoding) return reply.send(Readable.fromWeb(response.body as never))
  reply.header('content-encoding', encoding)
  return reply.send(await compress(new Uint8Array(await response.arrayBuffer()), encoding, 'quick'))
}

function acceptedBy(request: WebRequest): string {
  return textOf(request.headers['accept-encoding'])
}

function textOf(header: string | string[] | undefined): string {
  return [header ?? []].flat().join(', ')
}

function toRequest(request: WebRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const body = Buffer.isBuffer(request.body) ? { body: new Uint8Array(request.body) } : {}
  return new Request(new URL(request.url, publicUrl), { method: request.method, headers, ...body })
}
