import { Type } from 'typebox'
import { Id, Key, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import { once } from '../../../platform/once.ts'
import { readSoftware, SOURCE_FOLDER } from '../../../platform/software.ts'
import type { Trace } from '../../../platform/trace.ts'
import { describePupils, findWork, listWork } from '../../classes/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import type { Needs } from '../routes.ts'
import { checkOfDraft } from '../steering/check.ts'
import { AnalysisCheck } from '../steering/schema.ts'
import { previewDraft } from '../writing/freeze.ts'
import { present } from '../writing/present.ts'
import { Analysis, OneChart, Preview, pickCharts, Withdrawal } from '../writing/schema.ts'
import { findPublished } from '../writing/store.ts'
import { Approval, ClassAnalyses, GivingBack, Handing, HandingQuery } from './schema.ts'
import {
  approveDraft,
  checkDraft,
  getDraftOf,
  getTaught,
  getTaughtClass,
  giveDraftBack,
  handInDraft,
  type Taught,
  takeBack,
} from './steps.ts'
import { listPupilAnalyses } from './store.ts'

const tags = ['analyses', 'classes']
const OF_CLASS = '/api/v1/classes/:id/analyses'
const ClassParams = Type.Object({ id: Id })
const Params = Type.Object({ id: Id, key: Key })
const PupilParams = Type.Object({ key: Key })

/** What pupils hand in, and what their teacher does with it. Nothing of a pupil is public before the teacher says so. */
export function addClassworkRoutes(http: Http, platform: Needs): void {
  const { db, clock, beginUses, record: log, calculations } = platform
  const app = typed(http)
  const findSoftware = once(() => readSoftware(SOURCE_FOLDER))
  /** Records whose measurements are in answers. */
  const recorder = (asked: Parameters<typeof beginUses>[0]) => {
    const recording = beginUses(asked)
    return async (uses: FoundUses[]) => {
      for (const found of uses) await recording.record(found)
    }
  }
  const note = (trace: Trace, name: string, { pupil }: Taught) =>
    log(describePupils(trace, name, [pupil.pupilId]))

  app.post(
    '/api/v1/analyses/:key/handing-in',
    {
      config: { access: 'pupil' },
      schema: {
        summary: 'Hand your draft in to your teacher, when nothing is missing',
        operationId: 'handInAnalysis',
        tags,
        params: PupilParams,
        querystring: HandingQuery,
        response: { 200: Handing, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { key }, query: { check = false }, actor, trace }) => {
      if (actor.kind !== 'pupil') throw new Error('The route lets in only pupils.')
      const publishing = { software: await findSoftware(), record: recorder({ actor, trace }) }
      await checkDraft(platform, publishing, actor, key)
      if (!check) {
        await log(describePupils(trace, 'analyse inleveren', [actor.pupilId]))
        await handInDraft(platform, actor, key)
      }
      return tellHanding((await getDraftOf(db, actor, key)).id)
    },
  )

  app.get(
    '/api/v1/analyses/:key/handing-in',
    {
      config: { access: 'pupil' },
      schema: {
        summary: 'Whether your draft is handed in, and what your teacher said of it',
        operationId: 'getHandingIn',
        tags,
        params: PupilParams,
        response: { 200: Handing, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { key }, actor }) => {
      if (actor.kind !== 'pupil') throw new Error('The route lets in only pupils.')
      return tellHanding((await getDraftOf(db, actor, key)).id)
    },
  )

  app.get(
    OF_CLASS,
    {
      config: { access: 'person' },
      schema: {
        summary: 'What the pupils of your class wrote, last changed first',
        operationId: 'listClassAnalyses',
        tags,
        params: ClassParams,
        response: { 200: ClassAnalyses, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      const { pupils } = await getTaughtClass(platform, actor, id)
      const ids = pupils.map((pupil) => pupil.id)
      const [analyses, work] = [await listPupilAnalyses(db, ids), await listWork(db, ids)]
      const items = analyses.map(({ id: analysisId, pupilId, updatedAt, ...rest }) => ({
        ...rest,
        nickname: pupils.find((pupil) => pupil.id === pupilId)?.nickname ?? '',
        handedIn: tellWork(rest.state === 'draft' ? work.find((each) => each.id === analysisId) : undefined),
        updatedAt: updatedAt.toISOString(),
      }))
      return { items }
    },
  )

  app.get(
    `${OF_CLASS}/:key`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'Read what a pupil of your class wrote: the draft, or else what was published',
        operationId: 'getClassAnalysis',
        tags,
        params: Params,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, key }, actor }) => {
      const { pupil } = await getTaught(platform, actor, { classId: id, key })
      const draft = await getDraftOf(db, pupil, key).catch(() => undefined)
      return present(db, pupil, draft ?? (await findPublished(db, key)))
    },
  )

  app.get(
    `${OF_CLASS}/:key/preview`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'What everybody would see of the charts of a draft of a pupil of your class',
        operationId: 'previewClassAnalysis',
        tags,
        params: Params,
        querystring: OneChart,
        response: { 200: Preview, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, key }, query, actor, trace }) => {
      const { pupil } = await getTaught(platform, actor, { classId: id, key })
      const { content } = await getDraftOf(db, pupil, key)
      const asking = { actor: pupil, now: clock() }
      const { preview, uses } = await previewDraft(db, asking, pickCharts(content.charts, query.chart))
      await recorder({ actor, trace })(uses)
      return preview
    },
  )

  app.get(
    `${OF_CLASS}/:key/steering-check`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'Check how much what a pupil of your class concludes depends on choices',
        description: 'Of the draft, as everybody would read it: read it before you approve.',
        operationId: 'checkClassAnalysis',
        tags,
        params: Params,
        response: { 200: AnalysisCheck, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, key }, actor, trace, ip }) => {
      const { pupil } = await getTaught(platform, actor, { classId: id, key })
      const draft = await getDraftOf(db, pupil, key)
      const { check, uses } = await calculations.takeTurn(subscriberOf(ip), () =>
        checkOfDraft(platform, draft),
      )
      await recorder({ actor, trace })(uses)
      return check
    },
  )

  app.post(
    `${OF_CLASS}/:key/giving-back`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'Give a draft that was handed in back to the pupil, with a remark',
        operationId: 'giveAnalysisBack',
        tags,
        params: Params,
        body: GivingBack,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, key }, body, actor, trace }, reply) => {
      const taught = await getTaught(platform, actor, { classId: id, key })
      await note(trace, 'analyse teruggeven', taught)
      await giveDraftBack(platform, taught, body.remark)
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${OF_CLASS}/:key/approval`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'Publish a draft that was handed in: of the class, or of the nickname with the class',
        operationId: 'approveAnalysis',
        tags,
        params: Params,
        body: Approval,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, key }, body, actor, trace }) => {
      const taught = await getTaught(platform, actor, { classId: id, key })
      await note(trace, 'analyse plaatsen', taught)
      const publishing = { software: await findSoftware(), record: recorder({ actor, trace }) }
      await approveDraft(platform, publishing, taught, body)
      return present(db, taught.pupil, await findPublished(db, key))
    },
  )

  app.post(
    `${OF_CLASS}/:key/withdrawal`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'Take what was published of a pupil back: nobody reads it any more',
        operationId: 'withdrawClassAnalysis',
        tags,
        params: Params,
        body: Withdrawal,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, key }, body, actor, trace }, reply) => {
      const taught = await getTaught(platform, actor, { classId: id, key })
      await note(trace, 'analyse terugnemen', taught)
      await takeBack(platform, taught, body.reason)
      return reply.code(204).send(null)
    },
  )

  async function tellHanding(id: string): Promise<Handing> {
    return { handedIn: tellWork(await findWork(db, id)) }
  }
}

function tellWork(work: Awaited<ReturnType<typeof findWork>>): Handing['handedIn'] {
  return work ? { state: work.state, remark: work.remark, at: work.changedAt.toISOString() } : null
}
