import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFetcher, type Fetcher } from '../../../platform/http-client/fetcher.ts'
import type { ServiceRoots } from './fetch-table.ts'

type Row = Record<string, unknown>

/** A table as StatLine holds it: the lists by name. */
export type HeldTable = Record<string, Row[]>

/** What StatLine gives in one page of version 4, and at most in version 3: fewer here, so that tests meet them. */
const LIMITS = { page: 3, rows: 8 }

/**
 * A server on this machine that answers as StatLine does: `/v4` in pages, `/v3` with at most so many rows and else with 500. A
 * filter compares with keys as they are stored, padding included, and answers with an empty list when nothing fits.
 */
export async function openStatLine(tables: Record<string, HeldTable>) {
  const asked: string[] = []
  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '', 'http://statline.test')
    asked.push(decodeURIComponent(url.pathname + url.search))
    const [, service = '', table = '', list = ''] = url.pathname.split('/')
    const rows = tables[table]?.[list]
    if (!rows) return void answer.writeHead(404).end()
    const found = rows.filter((row) => fits(row, url.searchParams.get('$filter') ?? ''))
    answer.setHeader('content-type', 'application/json')
    if (service === 'v3') {
      if (found.length > LIMITS.rows) return void answer.writeHead(500).end()
      const names = url.searchParams.get('$select')?.split(',')
      const value = found.map((row) =>
        names ? Object.fromEntries(names.map((name) => [name, row[name]])) : row,
      )
      return void answer.end(JSON.stringify({ 'odata.metadata': '…', value }))
    }
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const value = found.slice(skip, skip + LIMITS.page)
    url.searchParams.set('$skip', String(skip + LIMITS.page))
    const next =
      found.length > skip + LIMITS.page ? { '@odata.nextLink': `${url.pathname}${url.search}` } : {}
    return void answer.end(JSON.stringify({ '@odata.context': '…', ...next, value }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `statline.test:${(server.address() as AddressInfo).port}`
  const fetcher: Fetcher = createFetcher({
    hosts: [host],
    isAllowed: (address) => address === '127.0.0.1',
    resolveName: async () => ['127.0.0.1'],
  })
  const v3 = `http://${host}/v3`
  const roots: ServiceRoots = { 'cbs-v4': `http://${host}/v4`, 'cbs-v3': v3, 'others-v3': v3 }
  return { fetcher, roots, asked, close: () => server.close() }
}

/** `startswith(name,'text')` and `Measure eq 'code'`, the latter joined with `or` in parentheses; all of it joined with `and`. */
function fits(row: Row, filter: string): boolean {
  const parts = filter === '' ? [] : filter.split(' and ')
  return parts.every((part) => part.split(' or ').some((test) => fitsOne(row, test)))
}

function fitsOne(row: Row, test: string): boolean {
  const [, begins, text] = /^startswith\((\w+),'(.*)'\)$/.exec(test) ?? []
  if (begins !== undefined) return String(row[begins]).startsWith(text ?? '')
  const [, name = '', code] = /^\(?(\w+) eq '(.*)'\)?$/.exec(test) ?? []
  return row[name] === code
}
