import { expect, it } from 'vitest'
import { answers, refusal } from '../../testing/answers.ts'
import { findMyConsent } from './api.ts'

const PATH = 'GET /api/v1/me/consents/n'

it('has no choice only when the API says that there is none', async () => {
  expect(await findMyConsent(answers({}), 'n')).toBeUndefined()
  expect(await findMyConsent(answers({ [PATH]: { inForce: true } }), 'n')).toEqual({ inForce: true })
  await expect(findMyConsent(answers({ [PATH]: refusal(503) }), 'n')).rejects.toMatchObject({
    init: { status: 503 },
  })
})
