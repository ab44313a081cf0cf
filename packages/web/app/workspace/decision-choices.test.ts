import { expect, it } from 'vitest'
import { answers } from '../../testing/answers.ts'
import { listMandateChoices } from './decision-choices.server.ts'

const mandate = (id: string, field: string) => ({
  ...{ id, field, function: `wethouder ${id}`, holderName: 'A. de Vries', maximumAmount: null },
})

it('offers the mandates for the subject and for all subjects first', async () => {
  const items = [mandate('1', 'housing'), mandate('2', 'any'), mandate('3', 'water'), mandate('4', 'data')]
  const api = answers({ 'GET /api/v1/mandates': { items, next: null } })
  const order = async (field: string) =>
    (await listMandateChoices(api, 'o', 'nl', field)).map(({ value }) => value)
  expect(await order('water')).toEqual(['2', '3', '1', '4'])
  expect(await order('housing')).toEqual(['1', '2', '3', '4'])
})
