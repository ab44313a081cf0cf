import { demand } from './demand.ts'

export type Entity = { readonly [field: string]: unknown }

export type Answer = { status: number; text: string; location: string | null; type: string | null }

/** A SensorThings service at any address, as its clients see it. */
export type Service = {
  root: string
  /** The bearer token it is spoken to with, if any. */
  token: string | undefined
  /** Sends a request; the address is absolute, or follows the service root. A body that is text goes as it is, others as JSON. */
  send(method: string, address: string, body?: unknown, type?: string): Promise<Answer>
  /** The JSON at an address, which must be answered with 200. */
  read(address: string): Promise<Entity>
  /** The entities of a list, its first page. */
  list(address: string): Promise<Entity[]>
  /** Creates an entity and gives its address, after the service root. */
  create(address: string, body: unknown): Promise<string>
}

/** Speaks with the service at a root such as `https://example.org/sta/v1.1`, with a bearer token when it needs one. */
export function openService(root: string, token?: string): Service {
  const base = root.replace(/\/+$/, '')
  const service: Service = {
    root: base,
    token,
    async send(method, address, body, type = 'application/json') {
      const url = /^https?:/.test(address) ? address : `${base}${address === '' ? '' : '/'}${address}`
      const answer = await fetch(url, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return {
        status: answer.status,
        text: await answer.text(),
        location: answer.headers.get('location'),
        type: answer.headers.get('content-type'),
      }
    },
    async read(address) {
      const answer = await service.send('GET', address)
      demand(answer.status === 200, `GET ${address} answers ${answer.status}: ${answer.text.slice(0, 200)}`)
      return JSON.parse(answer.text)
    },
    async list(address) {
      const { value } = await service.read(address)
      demand(Array.isArray(value), `GET ${address} has no list “value”.`)
      return value
    },
    async create(address, body) {
      const answer = await service.send('POST', address, body)
      demand(answer.status === 201, `POST ${address} answers ${answer.status}: ${answer.text.slice(0, 200)}`)
      demand(answer.location !== null, `POST ${address} gives no Location.`)
      return relative(answer.location)
    },
  }
  return service

  /** A Location may be absolute or start at the host. */
  function relative(location: string): string {
    const path = new URL(location, `${base}/`).pathname
    return path.slice(new URL(base).pathname.length + 1)
  }
}
