import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainUnclear, readDecimal, readNumber, writeNumber } from './numbers.ts'
import { isBlank, pressRows, readPressed, readValues, rowsAt, textAt, ticksAt, valueAt } from './values.ts'

const formOf = (...pairs: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of pairs) form.append(name, value)
  return form
}

describe('a form', () => {
  const form = formOf(
    ['title', ' Koele buurten \r\n'],
    ['options.0.title', 'Niets doen'],
    ['options.1.title', 'Bomen'],
    ['options.1.consequences.0.party', 'Bewoners'],
    ['precision.place', 'exact'],
    ['areaCodes[]', 'BU1'],
    ['areaCodes[]', 'BU2'],
    ['add', 'options.1.consequences'],
  )
  const values = readValues(form)

  it('is read by the names of its fields', () => {
    expect(textAt(values, 'title')).toBe('Koele buurten')
    expect(rowsAt(values, 'options')).toHaveLength(2)
    expect(textAt(values, 'options.1.consequences.0.party')).toBe('Bewoners')
    expect(textAt(values, 'precision.place')).toBe('exact')
    expect(ticksAt(values, 'areaCodes')).toEqual(['BU1', 'BU2'])
    expect(valueAt(values, 'add')).toBeUndefined()
  })

  it('gets a row and goes on there, or loses one and keeps the others', () => {
    const pressed = readPressed(form)
    expect(pressed).toEqual({ kind: 'add', list: 'options.1.consequences' })
    if (pressed.kind === 'do') throw new Error('a row was asked')
    const more = pressRows(values, pressed, () => ({ row: { party: '' }, first: 'party' }))
    expect(more.focus).toBe('options.1.consequences.1.party')
    expect(rowsAt(more.values, 'options.1.consequences')).toHaveLength(2)
    const less = pressRows(values, { kind: 'remove', list: 'options', index: 0 }, () => undefined)
    expect(rowsAt(less.values, 'options')).toEqual([rowsAt(values, 'options')[1]])
    expect(rowsAt(values, 'options')).toHaveLength(2)
  })

  it('takes nothing of strange names', () => {
    const strange = readValues(
      formOf(['__proto__.polluted', 'yes'], ['constructor.prototype.polluted', 'yes'], ['a.9999999.b', 'x']),
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(JSON.stringify(strange).length).toBeLessThan(40)
  })

  it('knows a blank row, whatever it has of itself', () => {
    expect(
      isBlank({ id: 'x', kind: 'action', title: '', consequences: [{ kind: 'neutral', party: '' }] }, [
        'id',
        'kind',
      ]),
    ).toBe(true)
    expect(isBlank({ id: 'x', title: 'Bomen' }, ['id'])).toBe(false)
  })
})

describe('a number', () => {
  it('is read as it is written, in both languages', () => {
    const languages = fc.constantFrom('nl' as const, 'en' as const)
    const numbers = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000)
    fc.assert(
      fc.property(languages, numbers, (language, value) => {
        expect(readNumber(writeNumber(value, language), language)).toBe(Number(value))
        expect(readDecimal(writeNumber(value, language), language)).toBe(Number(value))
      }),
    )
  })

  it('may have marks for thousands and a euro sign', () => {
    expect(readNumber('€ 85.000', 'nl')).toBe(85_000)
    expect(readNumber('1.234.567,5', 'nl')).toBe(1_234_567.5)
    expect(readNumber('85,000', 'en')).toBe(85_000)
    expect(readNumber('12.5', 'nl')).toBe(12.5)
    expect(readNumber('', 'nl')).toBeNull()
    expect(readNumber('veel', 'nl')).toBe('veel')
  })

  it('is never a thousand times larger than what was meant', () => {
    expect(readNumber('0.025', 'nl')).toBe(0.025)
    expect(readNumber('0,025', 'en')).toBe(0.025)
    expect(readDecimal('52.156', 'nl')).toBe('52.156')
    expect(readDecimal('-52,156', 'en')).toBe('-52,156')
    expect(readDecimal('52,156', 'nl')).toBe(52.156)
    expect(readDecimal('1.234,5', 'nl')).toBe(1_234.5)
    expect(readDecimal('1.234.567', 'nl')).toBe(1_234_567)
  })

  it('that is unclear is refused with how to write it', () => {
    const refused = (pointer: string) => ({ in: 'body' as const, pointer, detail: 'Geef een getal.' })
    const values = { target: '52.156', settings: { latitude: '52,156' }, baseline: 'veel' }
    const explain = explainUnclear(values, 'nl')
    expect(explain(refused('/target')).detail).toBe(
      'Dit kan op twee manieren gelezen worden. Schrijf 52,156 of 52156.',
    )
    expect(explain(refused('/baseline'))).toEqual(refused('/baseline'))
    const inSettings = explainUnclear(values, 'en', (field) => field.startsWith('settings.'))
    expect(inSettings(refused('/settings/latitude')).detail).toBe(
      'This can be read in two ways. Write 52.156 or 52156.',
    )
    expect(inSettings(refused('/target'))).toEqual(refused('/target'))
  })
})
