import { type Actor, organisationsOf } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { readSessionToken } from '../accounts/session.ts'
import { MyPurpose, MyPurposeBody, type PurposeChoice } from '../schema.ts'
import { choosePurpose } from '../store/accounts.ts'

/** For which purposes people of these organisations may look at data now; slices above know that. */
export type ListPurposes = (organisationIds: readonly string[]) => Promise<PurposeChoice[]>

/** What these routes need besides the platform. */
export type PurposeNeeds = {
  listPurposes: ListPurposes
  /** A purpose as it is compared: of a challenge only its id. */
  purposeKey: (purpose: string) => string
  getSecret: () => Promise<string>
}

const tags = ['parties']
const config = { access: 'person' } as const

/** For what somebody who is signed in looks at data: it is kept with the session, and ends with it. */
export function addMyPurposeRoutes(
  http: Http,
  { db, listPurposes, purposeKey, getSecret }: Platform & PurposeNeeds,
): void {
  async function describe(actor: Actor, purpose: string | null): Promise<MyPurpose> {
    const choices = await listPurposes(organisationsOf(actor))
    return { purpose, name: choices.find((choice) => choice.purpose === purpose)?.name ?? null, choices }
  }

  typed(http).get(
    '/api/v1/me/purpose',
    {
      config,
      schema: {
        summary: 'For what you look at data in this session, and what you can choose from',
        tags,
        operationId: 'getMyPurpose',
        response: { 200: MyPurpose, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor }) => describe(actor, purposeOf(actor)),
  )

  typed(http).put(
    '/api/v1/me/purpose',
    {
      config,
      schema: {
        summary: 'Choose for what you look at data in this session',
        description:
          'One of the purposes of agreements in force of your organisations, or of published consent notices of their datasets; or none. Kept with the session, and ended with it.',
        tags,
        operationId: 'setMyPurpose',
        body: MyPurposeBody,
        response: { 200: MyPurpose, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, headers }) => {
      const purpose = body.purpose === null ? null : purposeKey(body.purpose)
      const described = await describe(actor, purpose)
      if (purpose !== null && described.name === null) throw foreignPurpose(actor)
      const token = readSessionToken(headers.cookie ?? '', await getSecret())
      if (token !== undefined) await choosePurpose(db, token, purpose)
      return described
    },
  )
}

function purposeOf(actor: Actor): string | null {
  return (actor.kind === 'person' && actor.purpose) || null
}

function foreignPurpose(actor: Actor): Problem {
  const detail =
    organisationsOf(actor).length === 0
      ? {
          nl: 'U hebt bij geen organisatie een rol. Alleen wie voor een organisatie werkt, kiest een doel.',
          en: 'You have no role with any organisation. Only who works for an organisation chooses a purpose.',
        }
      : {
          nl: 'Dit doel staat in geen geldende afspraak van uw organisatie, en zij vraagt er geen toestemming voor. Kies een doel uit de lijst, of geen doel.',
          en: 'No agreement in force of your organisation has this purpose, and it asks no consent for it. Choose a purpose of the list, or none.',
        }
  return new Problem('invalid-request', detail, [{ in: 'body', pointer: '/purpose', detail }])
}
