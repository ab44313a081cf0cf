import { READY_DEFINITIONS } from '@samenspel/standards/indicators'
import { describe, expect, it } from 'vitest'
import { checkUnit } from './fit-unit.ts'

const counting = {
  what: 'property' as const,
  statistic: 'count-above' as const,
  step: 'mean' as const,
  property: 'pm25',
  unit: 'dagen',
  norm: 15,
  normUnit: 'µg/m³',
  datasetIds: [],
}
const hours = { ...counting, step: 'none' as const }
const share = { ...counting, statistic: 'share-above' as const }

describe('the unit of a figure that counts', () => {
  it.each([
    [counting, ['µg/m³', 'ug/m^3', 'mg/m3', '°C', '%', 's', 'h', 'uren', 'hours per year'], 'dagen', 'days'],
    [hours, ['µg/m³', 'm', '%', 's', 'dagen', 'days'], 'uren', 'hours'],
    [share, ['µg/m³', 'mg/m3', 'h', '1'], '%', '%'],
    [{ ...counting, normUnit: 'pollen/m³' }, ['pollen/m3'], 'dagen', 'days'],
  ])('is not that of what is measured, and a refusal says which fits: %o', (definition, units, nl, en) => {
    for (const unit of units) {
      const mistakes = checkUnit({ ...definition, unit }, [])
      expect(mistakes, unit).toMatchObject([{ pointer: '/unit' }])
      expect(mistakes[0]?.nl).toContain(`Kies als eenheid: ${nl}.`)
      expect(mistakes[0]?.en).toContain(`Choose as unit: ${en}.`)
    }
  })

  it.each([
    [counting, ['dagen', 'days', 'tropische nachten', 'dagen per jaar', '1', 'dagen met 8-uurgemiddelde']],
    [hours, ['uren', 'hours', 'h', 'uren per dag', 'keer']],
    [share, ['%', 'procent van de tijd']],
    [{ ...share, normUnit: '%' }, ['%']],
  ])('is any that says what is counted: %o', (definition, units) => {
    for (const unit of units) expect(checkUnit({ ...definition, unit }, []), unit).toEqual([])
  })

  it('says nothing of figures that do not count', () => {
    expect(checkUnit({ ...counting, statistic: 'mean', unit: 'µg/m³' }, [])).toEqual([])
  })

  it.each(READY_DEFINITIONS.map((ready) => [ready.key, ready] as const))(
    'fits in %s of the library',
    (_, ready) => {
      const { statistic, step, normUnit } = ready
      for (const unit of [ready.unit.nl, ready.unit.en]) {
        const what = ready.measure === null ? ('property' as const) : ('area-statistic' as const)
        expect(
          checkUnit({ what, statistic, step, normUnit, unit, property: 'x', datasetIds: [] }, []),
        ).toEqual([])
      }
    },
  )
})
