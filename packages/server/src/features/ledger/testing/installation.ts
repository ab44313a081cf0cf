import { randomUUID } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { writeVerifierKey } from '@samenspel/standards/transparency'
import { type App, createApp } from '../../../app.ts'
import { readConfig } from '../../../platform/config.ts'
import type { Database } from '../../../platform/database/connect.ts'
import type { SenderOptions } from '../../../platform/http-client/sender.ts'
import { makeCertificate } from '../../../testing/certificate.ts'
import { useLedger } from '../../../testing/read-ledger.ts'
import { enterInLedger } from '../enter.ts'
import { asNoteKey, findOrCreateWitnessKey, prepareLogKey } from '../keys.ts'
import { listKeys } from '../store/keys.ts'

const SECRET = 'a'.repeat(40)

/** The keys that an installation will have, to be put in the settings of another before either runs. */
export async function makeKeys(database: Database, host: string, now: Date) {
  const signing = { secret: SECRET, origin: `${host}/log`, now }
  await prepareLogKey(database.db, signing)
  const [log] = await listKeys(database.db, 'log')
  if (!log) throw new Error('The key was made, so it is there.')
  return {
    log: writeVerifierKey(await asNoteKey(log)),
    witness: writeVerifierKey((await findOrCreateWitnessKey(database.db, signing)).key),
  }
}

/** An installation in this process, with what its ledger is asked. */
export type Installation = ReturnType<typeof useInstallation>

/** Starts an installation on a database of the test. */
export async function startInstallation(
  database: Database,
  {
    host,
    clock,
    environment,
    sending,
  }: {
    host: string
    clock: () => Date
    environment: Record<string, string>
    sending?: Omit<SenderOptions, 'hosts'>
  },
) {
  const app = await createApp({
    config: readConfig({
      RATE_LIMIT_PER_MINUTE: '0',
      AUTH_SECRET: SECRET,
      PUBLIC_URL: `https://${host}`,
      ...environment,
    }),
    database,
    clock,
    report: () => {},
    ...(sending && { sending }),
  })
  await app.http.ready()
  return useInstallation(app, clock)
}

function useInstallation(app: App, clock: () => Date) {
  const request: App['http']['inject'] = app.http.inject.bind(app.http)
  return {
    app,
    ...useLedger({ request: (options) => request(options) }),
    /** Enters as many entries, each under a checkpoint of its own; witnesses are asked. */
    async enter(count: number): Promise<void> {
      for (let done = 0; done < count; done += 1) {
        await app.platform.db.transaction().execute((transaction) =>
          enterInLedger(transaction, {
            ...{ kind: 'withdrawal', id: randomUUID(), version: 1 },
            ...{ text: { title: `Proef ${done}` }, at: clock() },
          }),
        )
        await app.workers.finish()
      }
    },
    /** Asks it to cosign. */
    addCheckpoint: (payload: string) =>
      request({
        method: 'POST',
        url: '/log/witness/add-checkpoint',
        payload,
        headers: { 'content-type': 'text/plain' },
      }),
  }
}

/** Puts an installation behind TLS on this machine, as the internet sees it. */
export async function startFront(name: string) {
  const { key, cert } = makeCertificate(name)
  let app: App | undefined
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const answer = await app?.http.inject({
      method: 'POST',
      url: request.url ?? '/',
      payload: Buffer.concat(chunks),
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    })
    response.writeHead(answer?.statusCode ?? 502, {
      'content-type': String(answer?.headers['content-type'] ?? ''),
    })
    response.end(answer?.rawPayload)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    cert,
    host: `${name}:${(server.address() as AddressInfo).port}`,
    show: (shown: App) => {
      app = shown
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
