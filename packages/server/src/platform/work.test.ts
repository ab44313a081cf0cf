import { expect, it } from 'vitest'
import { createPolling } from './polling.ts'
import type { Report } from './report.ts'
import { createSignal } from './signal.ts'
import { createWorkers, type Work } from './work.ts'

const polling = createPolling(createSignal())

/** Work of so many pieces, each of which fails when it says so. */
function piecesOf(outcomes: ('done' | 'failed')[]): Work & { asked: string[] } {
  const asked: string[] = []
  return {
    name: 'test.work',
    asked,
    async next(when) {
      asked.push(when)
      const outcome = outcomes.shift()
      if (outcome === 'failed') throw new Error('broken')
      return outcome === 'done'
    },
  }
}

it('does all that waits, also what has not settled', async () => {
  const work = piecesOf(['done', 'done'])
  await createWorkers([work], polling, () => {}).finish()
  expect(work.asked).toEqual(['now', 'now', 'now'])
})

it('reports what failed and goes on', async () => {
  const reports: Report[] = []
  const work = piecesOf(['failed', 'done'])
  let wake = () => {}
  const done = new Promise<void>((resolve) => {
    wake = resolve
  })
  const workers = createWorkers(
    [
      {
        name: work.name,
        async next(when) {
          const found = await work.next(when)
          if (found) wake()
          return found
        },
      },
    ],
    polling,
    (report) => void reports.push(report),
  )
  workers.start()
  await done
  await workers.stop()
  expect(work.asked.slice(0, 2)).toEqual(['settled', 'settled'])
  expect(reports).toMatchObject([{ kind: 'job-failed', job: 'test.work' }])
})

it('stops at once while it rests', async () => {
  const work = piecesOf([])
  const workers = createWorkers([work], polling, () => {})
  workers.start()
  await workers.stop()
  expect(work.asked).toEqual(['settled'])
})

it('begins no piece when there is none, and goes on when it could not be told', async () => {
  const asked: string[] = []
  const answers = ['broken', 'none', 'there']
  let wake = () => {}
  const done = new Promise<void>((resolve) => {
    wake = resolve
  })
  const reports: Report[] = []
  const work: Work = {
    name: 'test.work',
    async hasNext() {
      const answer = answers.shift()
      asked.push(`has next: ${answer}`)
      if (answer === 'broken') throw new Error('broken')
      return answer === 'there'
    },
    async next() {
      asked.push('next')
      wake()
      return true
    },
  }
  const workers = createWorkers([work], polling, (report) => void reports.push(report))
  workers.start()
  await done
  await workers.stop()
  expect(asked.slice(0, 4)).toEqual(['has next: broken', 'has next: none', 'has next: there', 'next'])
  expect(reports).toMatchObject([{ kind: 'job-failed', job: 'test.work' }])
})
