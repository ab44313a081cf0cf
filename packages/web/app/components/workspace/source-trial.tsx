import { UNITS, type UnitCode } from '@samenspel/standards/tabular'
import { useEffect, useRef } from 'react'
import { type Language, useLanguage } from '../../language.ts'
import type { InboundTrial } from '../../workspace/intake-api.ts'
import { writeNumber } from '../../workspace/numbers.ts'
import { listFields } from '../../workspace/source-form.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Nothing, Paragraph } from '../text.tsx'

/** What a decoder and mapping made of an example; the keyboard and a screen reader go here when it comes. */
export function SourceTrial({ trial, names }: { trial: InboundTrial; names: Record<string, string> }) {
  const { t, language } = useLanguage()
  const words = t.intake.sources.trial
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trial) box.current?.focus()
  }, [trial])
  const fields = listFields(trial.data)
  return (
    <div className="sp-trial" role="status" tabIndex={-1} ref={box} {...{ autoFocus: true }}>
      <Section title={words.title} level={3}>
        <Paragraph className="sp-quiet">{words.nothingStored}</Paragraph>
        {trial.warnings.length > 0 ? (
          <Paragraph>
            {words.warnings}: {trial.warnings.join('; ')}
          </Paragraph>
        ) : null}
        {fields.length === 0 ? (
          <Nothing>{words.noFields}</Nothing>
        ) : (
          <Table
            caption={words.fields}
            columns={[{ title: words.field }, { title: words.value, numeric: true }]}
            rows={fields.map(([field, value]) => ({
              key: field,
              cells: [<code key="field">{field}</code>, show(value, language)],
            }))}
          />
        )}
        {trial.values.length === 0 ? (
          <Nothing>{words.noValues}</Nothing>
        ) : (
          <Table
            caption={words.values}
            columns={[{ title: words.property }, { title: words.value, numeric: true }]}
            rows={trial.values.map(({ datastream, property, unit, value }) => ({
              key: `${datastream} ${property}`,
              cells: [
                names[property] ?? property,
                `${show(value, language)} ${symbolOf(unit, value)}`.trim(),
              ],
            }))}
          />
        )}
      </Section>
    </div>
  )
}

const show = (value: string | number | boolean, language: Language) =>
  typeof value === 'number' ? writeNumber(value, language) : String(value)

const symbolOf = (unit: string, value: string | number) =>
  typeof value === 'number' && Object.hasOwn(UNITS, unit) ? UNITS[unit as UnitCode].symbol : ''
