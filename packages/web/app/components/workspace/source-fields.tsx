import { UNITS } from '@samenspel/standards/tabular'
import { useLanguage } from '../../language.ts'
import type { InboundTrial } from '../../workspace/intake-api.ts'
import { OTHER_PROPERTY } from '../../workspace/source-form.ts'
import { type FormValues, textAt } from '../../workspace/values.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm, type ShownForm } from '../form/edit-form.tsx'
import { type Choice, Line, Lines, NumberLine, Radios, Select, Tick } from '../form/fields.tsx'
import { useForm } from '../form/form-context.ts'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { SourceTrial } from './source-trial.tsx'

/** The form of a source, new or not, in which an example of a message can be tried before saving. */
export function SourceForm({
  state,
  trial,
  properties,
  datasets,
  save,
}: {
  state: ShownForm
  trial: InboundTrial | undefined
  properties: Choice[]
  /** To choose from, for a new one; a source stays with its dataset. */
  datasets?: Choice[]
  save: string
}) {
  const { t } = useLanguage()
  const words = t.intake.sources
  const named = <T extends string>(names: Record<T, string>) =>
    Object.entries<string>(names).map(([value, label]) => ({ value, label }))
  return (
    <EditForm state={state} fields={words.fields}>
      <Section title={words.aboutTitle}>
        <Line name="name" />
        <Radios name="kind" options={named(words.kinds)} />
        {datasets ? <Select name="dataset" options={datasets} /> : null}
        <Radios
          name="stationKey"
          options={Object.entries(words.stationKeys).map(([value, texts]) => ({ value, ...texts }))}
        />
      </Section>
      <Section title={words.decoderTitle}>
        <Paragraph>{words.decoderText}</Paragraph>
        <div className="sp-code">
          <Lines name="script" optional rows={6} />
          <Lines name="uplink" optional rows={6} />
        </div>
        <Actions>
          <Do what="try" purpose="secondary">
            {words.trial.button}
          </Do>
          {trial ? (
            <Do what="take" purpose="subtle">
              {words.trial.take}
            </Do>
          ) : null}
        </Actions>
        {trial ? (
          <SourceTrial
            trial={trial}
            names={Object.fromEntries(properties.map(({ value, label }) => [value, label]))}
          />
        ) : null}
      </Section>
      <Section title={words.mappingTitle}>
        <Paragraph>{words.mappingText}</Paragraph>
        <Rows hideLabel name="mapping" add={words.addRow} fold={aboutRow}>
          {(row) => <MappingRow row={row} properties={properties} />}
        </Rows>
      </Section>
      <Actions>
        <Do>{save}</Do>
      </Actions>
    </EditForm>
  )
}

/** What a row is about once its choices are made; until then it stays open. */
const aboutRow = (row: FormValues) =>
  textAt(row, 'property') && textAt(row, 'unit') ? textAt(row, 'field') : ''

const UNIT_CHOICES = Object.entries(UNITS).map(([value, { symbol }]) => ({ value, label: symbol }))

function MappingRow({ row, properties }: { row: string; properties: Choice[] }) {
  const { t } = useLanguage()
  const { values, mistakes } = useForm()
  const words = t.intake.sources
  const rare = ['factor', 'offset', 'missing', 'datastream', 'isText'].map((name) => `${row}.${name}`)
  const isUsed = rare.some((name) => textAt(values, name) !== '' || mistakes.has(name))
  return (
    <>
      <Line name={`${row}.field`} spellCheck={false} />
      <div className="sp-pair">
        <Select
          name={`${row}.property`}
          empty={t.forms.choose}
          options={[...properties, { value: OTHER_PROPERTY, label: words.otherProperty }]}
        />
        <Select
          name={`${row}.unit`}
          empty={t.forms.choose}
          options={UNIT_CHOICES.map(({ value, label }) => ({ value, label: label || words.noUnit }))}
        />
      </div>
      <div className="sp-other">
        <Line name={`${row}.other`} spellCheck={false} />
      </div>
      <details open={isUsed}>
        <summary>{words.more}</summary>
        <div className="sp-nested sp-more">
          <div className="sp-pair">
            <NumberLine name={`${row}.factor`} optional />
            <NumberLine name={`${row}.offset`} optional />
          </div>
          <Line name={`${row}.missing`} optional spellCheck={false} />
          <Line name={`${row}.datastream`} optional spellCheck={false} />
          <Tick name={`${row}.isText`} />
        </div>
      </details>
    </>
  )
}
