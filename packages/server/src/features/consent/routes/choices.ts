import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { notFound, type Problem } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { PERSON_CODE, type RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { CONSENTS } from '../activities.ts'
import { isInForce } from '../rules/choices.ts'
import { Consent, ConsentPage, type ConsentSummary, NewChoice } from '../schema/choices.ts'
import { choose } from '../steps/choices.ts'
import { type Choice, findChoice, listChoices, listRecords } from '../store/choices.ts'

const tags = ['consent']
const config = { access: 'person' } as const
const params = Type.Object({ noticeId: Id })
const PATH = '/api/v1/me/consents'

/** The routes of a resident's own consents. */
export function addChoiceRoutes(http: Http, platform: Platform & { record: RecordProcessing }): void {
  const { db, clock, record } = platform
  const app = typed(http)

  function summarise({ personId: _, ...choice }: Choice): ConsentSummary {
    return { ...choice, inForce: isInForce(choice.current, clock()) }
  }
  async function present(choice: Choice): Promise<Consent> {
    return { ...summarise(choice), history: await listRecords(db, choice.id) }
  }

  app.get(
    PATH,
    {
      config,
      schema: {
        summary: 'What you chose: each of your consents and refusals',
        operationId: 'listMyConsents',
        tags,
        querystring: Type.Object(PageQuery),
        response: { 200: ConsentPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { pageSize = 50, cursor } = query
      const [after] = decodeCursor(cursor, 1) ?? []
      const choices = await listChoices(db, personOf(actor), { after, limit: pageSize + 1 })
      return toPage(choices.map(summarise), pageSize, ({ noticeId }) => [noticeId])
    },
  )

  app.get(
    `${PATH}/:noticeId`,
    {
      config,
      schema: {
        summary: 'What you chose on a notice, and everything that happened to it',
        operationId: 'getMyConsent',
        tags,
        params,
        response: { 200: Consent, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { noticeId }, actor }) => {
      const choice = await findChoice(db, personOf(actor), noticeId)
      if (!choice) throw missingChoice()
      return present(choice)
    },
  )

  app.put(
    `${PATH}/:noticeId`,
    {
      config,
      schema: {
        summary: 'Say yes or no to a notice, or change what you said',
        description:
          'Yes and no take the same fields. No withdraws a consent that was given; it holds from the next read on. The same answer again changes nothing.',
        operationId: 'putMyConsent',
        tags,
        params,
        body: NewChoice,
        response: { 200: Consent, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { noticeId }, body, actor, trace }) => {
      const personId = personOf(actor)
      await record({
        trace,
        activity: CONSENTS,
        name: body.answer === 'yes' ? 'toestemming geven' : 'toestemming weigeren of intrekken',
        subjects: { type: PERSON_CODE, ids: [personId] },
        component: 'consent',
      })
      return present(await choose(platform, personId, noticeId, body))
    },
  )
}

/** Who chooses; the route lets only people in. */
export function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Error('The route lets in only people.')
  return actor.personId
}

/** The problem for a choice that is not there for who asks. */
export function missingChoice(): Problem {
  return notFound({ nl: 'Deze keuze', en: 'This choice' })
}
