import { beforeAll, beforeEach, expect } from 'vitest'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { PART_NAMES } from '../lists.ts'

export type Sender = { headers: Record<string, string> }
type Json = Record<string, unknown>

export const PURPOSE = 'https://w3id.org/dpv#PublicPolicyMaking'

const text = { nl: 'Wij gebruiken dit.', en: 'We use this.' }

/** A notice that can be published. */
export const NOTICE = {
  title: { nl: 'Uw meter en het beleid', en: 'Your sensor and policy' },
  ...Object.fromEntries(PART_NAMES.map((part) => [part, text])),
  contact: 'privacy@example.org',
  offer: {
    place: '100m',
    time: 'hour',
    inGroups: true,
    longestDays: 365,
    keptDays: 730,
    recipientIds: [] as string[],
  },
}

/** A personal dataset with who may ask consent for it, and residents. Read it inside a test; the clock is set back before each. */
export type World = {
  officer: Sender & { organisationId: string }
  stranger: Sender
  resident: Sender & { personId: string }
  neighbour: Sender & { personId: string }
  datasetId: string
}

export function useConsents() {
  const server = useServer()
  let made: World | undefined

  function world(): World {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  async function send(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    payload?: object,
    actor?: Sender,
  ) {
    return server.request({
      method,
      url: `/api/v1/${url}`,
      ...(payload === undefined ? {} : { payload }),
      ...(actor ? { headers: actor.headers } : {}),
    })
  }
  /** Makes a personal dataset of the officer's organisation. */
  async function makeDataset(access = 'personal'): Promise<string> {
    const dataset = {
      title: 'Meters van bewoners',
      licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
      access,
      theme: 'environment',
      contact: 'data@example.org',
      precision: { minimumGroup: 5 },
    }
    const answer = await send('POST', 'datasets', dataset, world().officer)
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<{ id: string }>().id
  }
  /** Writes a draft that can be published, but for the change. */
  async function draft(change: Json = {}): Promise<string> {
    const { officer } = world()
    const datasetId = change.datasetId ?? (await makeDataset())
    const answer = await send(
      'POST',
      'consent-notices',
      { datasetId, purpose: PURPOSE, ...NOTICE, ...change },
      officer,
    )
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<{ id: string }>().id
  }
  const publish = (id: string, actor: Sender = world().officer) =>
    send('POST', `consent-notices/${id}/publication`, undefined, actor)

  beforeAll(async () => {
    const officer = await signInAs(server, 'privacy-officer')
    const { organisationId } = officer
    const editor = await signInAsPerson(server, [
      { organisationId, role: 'privacy-officer' },
      { organisationId, role: 'data-expert' },
    ])
    made = {
      officer: { headers: editor.headers, organisationId },
      stranger: await signInAs(server, 'privacy-officer'),
      resident: await signInAsPerson(server),
      neighbour: await signInAsPerson(server),
      datasetId: '',
    }
    made.datasetId = await makeDataset()
  })
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })
  return {
    server,
    world,
    send,
    makeDataset,
    draft,
    publish,
    /** A notice that is published. */
    async published(change: Json = {}): Promise<string> {
      const id = await draft(change)
      const answer = await publish(id)
      expect(answer.statusCode, answer.body).toBe(200)
      return id
    },
    /** Answers a notice, the first version unless said otherwise. */
    choose: (noticeId: string, choice: object, actor: Sender = world().resident) =>
      send('PUT', `me/consents/${noticeId}`, { noticeVersion: 1, language: 'nl', ...choice }, actor),
  }
}
