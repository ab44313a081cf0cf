import { Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { Id, PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import { HOUSE_RULES, RULE_KEYS } from './house-rules.ts'
import { MODERATORS, TARGET_KINDS } from './lists.ts'
import { isModerator } from './moderators.ts'
import { missingJudgement, notModerator } from './refuse.ts'
import {
  HouseRule,
  Judgement,
  JudgementDetail,
  JudgementPage,
  JudgementQuery,
  NewJudgement,
  NewReport,
  NewReview,
  type QueueItem,
  QueuePage,
  QueueQuery,
  Summary,
} from './schema.ts'
import { askReview, judge, lookAt, type Moderation, mayAskReview, report } from './steps.ts'
import { countJudgements, findJudgement, listJudgements, type StoredJudgement } from './store/judgements.ts'
import { countTargets, listWaiting, type Waiting } from './store/reports.ts'
import type { Target } from './target.ts'

const tags = ['moderation']
const anyone = { access: 'anyone' } as const
const params = Type.Object({ id: Id })
const JUDGEMENTS = '/api/v1/moderation-judgements'

/** The routes of moderation. Everybody reads rules and judgements; what waits only moderators do. */
export function addModerationRoutes(http: Http, platform: Moderation): void {
  addPublicRoutes(http, platform)
  addModeratorRoutes(http, platform)
}

function addPublicRoutes(http: Http, platform: Moderation): void {
  const { db } = platform
  const app = typed(http)

  app.get(
    '/api/v1/house-rules',
    {
      config: anyone,
      schema: {
        summary: 'The house rules for what people write here',
        operationId: 'listHouseRules',
        tags,
        response: { 200: Type.Object({ items: Type.Array(HouseRule) }), ...PROBLEM_RESPONSES },
      },
    },
    async () => ({ items: RULE_KEYS.map((key) => ({ key, ...HOUSE_RULES[key] })) }),
  )

  app.post(
    '/api/v1/moderation-reports',
    {
      config: anyone,
      schema: {
        summary: 'Report that a text is against a house rule',
        description:
          'Without an account too. Nothing is hidden by a report: a moderator looks. Reporting the same again changes nothing.',
        operationId: 'reportText',
        tags,
        body: NewReport,
        response: { 202: Type.Object({ received: Type.Literal(true) }), ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      await report(platform, request, request.body)
      return reply.code(202).send({ received: true as const })
    },
  )

  app.get(
    JUDGEMENTS,
    {
      config: anyone,
      schema: {
        summary: 'What moderators judged, the newest first',
        operationId: 'listJudgements',
        tags,
        querystring: JudgementQuery,
        response: { 200: JudgementPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const { pageSize = 50, cursor } = query
      const after = decodeCursor(cursor, 2)
      const rows = await listJudgements(db, query, { after, limit: pageSize + 1 })
      return toPage(rows, pageSize, ({ judgedAt, id }) => [judgedAt, id])
    },
  )

  app.get(
    `${JUDGEMENTS}/:id`,
    {
      config: anyone,
      schema: {
        summary: 'A judgement',
        operationId: 'getJudgement',
        tags,
        params,
        response: { 200: JudgementDetail, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      const judgement = await findJudgement(db, id)
      if (!judgement) throw missingJudgement()
      const [target] = await platform.targets[judgement.kind](db, [judgement.targetId])
      return {
        ...publish(judgement),
        path: target?.path ?? null,
        mayAskReview: mayAskReview(judgement, actor, platform.clock()),
      }
    },
  )

  app.post(
    `${JUDGEMENTS}/:id/review`,
    {
      config: { access: 'person' },
      schema: {
        summary: 'Ask once for another look at a judgement about what you wrote',
        description: 'By another moderator, when there is one.',
        operationId: 'askReview',
        tags,
        params,
        body: NewReview,
        response: { 202: Judgement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor, trace }, reply) => {
      await askReview(platform, { personId: personOf(actor), actor, trace }, id, body.text)
      const judgement = await findJudgement(db, id)
      if (!judgement) throw missingJudgement()
      return reply.code(202).send(publish(judgement))
    },
  )

  app.get(
    '/api/v1/moderation-summary',
    {
      config: anyone,
      schema: {
        summary: 'How many judgements there are, by house rule',
        operationId: 'getModerationSummary',
        tags,
        response: { 200: Summary, ...PROBLEM_RESPONSES },
      },
    },
    async () => ({ waiting: await countTargets(db), ...(await countJudgements(db)) }),
  )
}

function addModeratorRoutes(http: Http, platform: Moderation): void {
  const { db } = platform
  const config = { access: MODERATORS }
  const app = typed(http)

  app.get(
    '/api/v1/moderation-queue',
    {
      config,
      schema: {
        summary: 'What waits for a moderator, the longest first',
        description: 'For a person with the role clerk or administrator in an organisation of the platform.',
        operationId: 'listModerationQueue',
        tags,
        querystring: QueueQuery,
        response: { 200: QueuePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const moderatorId = await requireModerator(platform, actor)
      const { pageSize = 50, cursor, kind, target } = query
      const after = decodeCursor(cursor, 3)
      const rows = await listWaiting(db, { kind, target, after, limit: pageSize + 1 })
      const { items, next } = toPage(rows, pageSize, ({ since, kind, id }) => [since, kind, id])
      return { items: await present(platform, moderatorId, items), next }
    },
  )

  app.post(
    JUDGEMENTS,
    {
      config,
      schema: {
        summary: 'Judge a text: hide it, or show it (again), by a house rule and with the reason',
        description: 'Public at once, and the writer gets a message. It answers all reports that wait.',
        operationId: 'judgeText',
        tags,
        body: NewJudgement,
        response: { 201: Judgement, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, trace }, reply) => {
      const moderatorId = await requireModerator(platform, actor)
      const id = await judge(platform, { moderatorId, trace }, body)
      const judgement = await findJudgement(db, id)
      if (!judgement) throw missingJudgement()
      return reply.code(201).header('location', `${JUDGEMENTS}/${id}`).send(publish(judgement))
    },
  )
}

/** Texts that wait, as a moderator reads them; those that are gone or not public any more are left out. */
async function present(
  { db, targets }: Moderation,
  moderatorId: string,
  waiting: readonly Waiting[],
): Promise<QueueItem[]> {
  const found = new Map<string, Target>()
  for (const kind of TARGET_KINDS) {
    const ids = waiting.filter((each) => each.kind === kind).map(({ id }) => id)
    for (const target of ids.length > 0 ? await targets[kind](db, ids) : []) found.set(target.id, target)
  }
  const items: QueueItem[] = []
  for (const { reporterIds: _, ...each } of waiting) {
    const target = found.get(each.id)
    if (!target) continue
    const { standing, objection } = await lookAt(db, moderatorId, each.kind, target)
    const { text, writerName, path } = target
    const changedAt = target.changedAt.toISOString()
    const review =
      standing?.review && standing.reviewText !== null
        ? { text: standing.reviewText, askedAt: standing.review.askedAt }
        : null
    items.push({
      ...each,
      ...{ text, writerName, path, changedAt, review },
      standing: standing ? publish(standing) : null,
      objection: objection ?? null,
    })
  }
  return items
}

/** What everybody may read of a judgement. */
function publish(judgement: StoredJudgement): Judgement {
  const { id, kind, targetId, verdict, rule, reason, judgedAt, stands, reports, answers, review } = judgement
  return { id, kind, targetId, verdict, rule, reason, judgedAt, stands, reports, answers, review }
}

/** @throws Problem not-allowed for who does not moderate */
async function requireModerator({ db }: Moderation, actor: Actor): Promise<string> {
  if (!(await isModerator(db, actor))) throw notModerator()
  return personOf(actor)
}

/** Who asks; only people come here. */
function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw notModerator()
  return actor.personId
}
