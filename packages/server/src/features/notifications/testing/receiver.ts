import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { makeCertificate } from '../../../testing/certificate.ts'

/** What a receiver got. */
export type Got = { method: string; headers: IncomingHttpHeaders; body: string }

/** How a receiver answers a message; `silent` never answers. */
export type Answer = { status: number; headers?: Record<string, string> } | 'silent'

/** A server that takes webhooks, on this machine, as `hook.test`. */
export type Receiver = {
  host: string
  ca: string
  got: Got[]
  /** What it says to OPTIONS, and to each POST in turn; the last stays. */
  allow: string | undefined
  answers: Answer[]
  /** Messages that it had to answer at the same time, at most. */
  mostAtOnce: number
  stop(): void
}

export async function startReceiver(): Promise<Receiver> {
  const { key, cert } = makeCertificate('hook.test')
  const receiver: Receiver = {
    host: '',
    ca: cert,
    got: [],
    allow: '*',
    answers: [],
    mostAtOnce: 0,
    stop: () => {},
  }
  const open = new Set<IncomingMessage>()
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', headers } = request
    receiver.got.push({ method, headers, body: Buffer.concat(chunks).toString() })
    if (method === 'OPTIONS') {
      if (receiver.allow !== undefined) response.setHeader('webhook-allowed-origin', receiver.allow)
      return void response.writeHead(200).end()
    }
    open.add(request)
    receiver.mostAtOnce = Math.max(receiver.mostAtOnce, open.size)
    response.on('close', () => open.delete(request))
    const answer = (receiver.answers.length > 1 ? receiver.answers.shift() : receiver.answers[0]) ?? {
      status: 204,
    }
    if (answer !== 'silent') response.writeHead(answer.status, answer.headers).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  receiver.host = `hook.test:${(server.address() as AddressInfo).port}`
  receiver.stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return receiver
}
