import { expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { NAME, NAMED, useBlackOut } from '../../../testing/black-out.ts'
import { useLedger } from '../../../testing/read-ledger.ts'
import { useTampering } from '../../../testing/tamper.ts'
import { type Answer, QUESTION, useAnalyses } from '../testing/world.ts'

/* A name stands in an analysis of somebody of the town, in its corrections, and in what others began with it. */
const { server, world, send, draft } = useAnalyses()
const ledger = useLedger(server)
const words = `${NAMED} zei dat het warm was.`

it('goes from an analysis, its versions and drafts, and drafts of others that began with it', {
  timeout: 120_000,
}, async () => {
  const { writer, other, organisationId } = world()
  const must = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    actor = writer,
  ): Promise<Answer> => {
    const answer = await send(method, path, body, actor)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return (answer.body === '' ? {} : answer.json()) as Answer
  }
  const text = {
    title: `Hoe warm was het bij ${NAME}?`,
    question: words,
    why: words,
    method: words,
    charts: [{ question: QUESTION, caption: words }],
    conclusion: `Het werd warmer. ${words}`,
    doubts: words,
  }
  const { id, slug } = await draft({ ...text, byline: NAME })
  await must('POST', `${slug}/publication`)
  await must('POST', `${slug}/versions/1/forks`, undefined, other as typeof writer)
  await must('POST', `${slug}/versions`, { changes: words })
  await must('PATCH', slug, { why: `Nog eens. ${words}`, changes: words })
  await must('POST', `${slug}/publication`)
  await must('POST', `${slug}/versions`, { changes: words })
  await must('DELETE', `${slug}/draft`)
  await must('POST', `${slug}/withdrawal`, { reason: words })
  const keeper = await signInAsPerson(server, [{ organisationId, role: 'privacy-officer' }])
  const path = `/api/v1/analyses/${id}`
  await useBlackOut(server).expectGone({
    of: { kind: 'analysis', id, version: 1 },
    keeper,
    columns: [
      'analyses.analysis.slug',
      'analyses.analysis.byline',
      'analyses.analysis.withdrawal_reason',
      'analyses.version.content',
      'analyses.version.changes',
      'analyses.version.evidence',
    ],
    entries: 2,
    addresses: async () => [path, `${path}/versions/1`, `${path}/versions/1/evidence`, '/api/v1/analyses'],
    tamper: `update analyses.version set changes = 'Anders' where analysis_id = '${id}' and number = 1`,
    tables: ['moderation.judgement', 'analyses.analysis', 'analyses.version'],
  })
})

it('goes from an analysis that moderators hid, and verification holds when it is shown again', async () => {
  const { writer, organisationId } = world()
  const { id, slug } = await draft({ title: 'Wie woont daar?', why: words })
  expect((await send('POST', `${slug}/publication`, undefined, writer)).statusCode).toBe(200)
  const roles = ['administrator', 'privacy-officer'] as const
  const moderator = await signInAsPerson(
    server,
    roles.map((role) => ({ organisationId, role })),
  )
  const body = { kind: 'analysis', id, verdict: 'hidden', rule: 'privacy', reason: 'Dit noemt mensen.' }
  expect((await send('POST', '/api/v1/moderation-judgements', body, moderator)).statusCode).toBeLessThan(300)
  await server.deliver()
  const { blackOut } = useBlackOut(server)
  const done = await blackOut({ kind: 'analysis', id, version: 1 }, moderator)
  expect(done.statusCode, done.body).toBe(201)
  await server.deliver()
  expect((await ledger.verifyExport()).faults).toEqual([])
  const { tamper } = useTampering(server, ['moderation.judgement'])
  // As if it was shown again: only the judgement is missed.
  const faults = await tamper(['delete from moderation.judgement'])
  expect(faults.map(({ what, of }) => `${what} ${of?.kind}`)).toEqual(['published-lost withdrawal'])
})
