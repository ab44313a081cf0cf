import { CHART_RULES } from '@samenspel/standards/explorations'
import { Form } from 'react-router'
import type { OptionGroup } from '../../explore/choices.server.ts'
import type { Explorer } from '../../explore/load.server.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { SubmitButton } from '../form.tsx'

/** The question as one sentence with fields in it; it is sent as an address, so it works without JavaScript too. */
export function ExploreForm({ choices, asked, chart, mistakes }: Explorer) {
  const { t, language } = useLanguage()
  const words = t.explore.form
  const rules = CHART_RULES[chart]
  const isIndicator = asked.what.startsWith('indicator:')
  const places = [...asked.where, ...(asked.where.length < rules.places ? [''] : [])].map((place, index) => ({
    place,
    id: `where-${index + 1}`,
    isFirst: index === 0,
  }))
  const wrong = (pointer: string) => mistakes.some((mistake) => mistake.pointer.startsWith(pointer))
  const against = {
    value: asked.against,
    groups: chart === 'rose' ? choices.winds : choices.against,
    label: chart === 'rose' ? words.wind : words.against,
  }
  return (
    <Form method="get" action={pathsOf(language).explore()} className="sp-explore" aria-label={words.title}>
      <input type="hidden" name="chart" value={chart} />
      <Choice
        name="what"
        label={words.what}
        value={asked.what}
        groups={choices.what}
        isWrong={wrong('/what')}
      />
      {places.map(({ place, id, isFirst }) => (
        <Choice
          key={id}
          name="where"
          id={id}
          label={isFirst ? words.where : place === '' ? words.withThat : words.and}
          value={place}
          groups={choices.where}
          isWrong={wrong('/where')}
          {...(!isFirst ? { empty: words.nowhere } : {})}
        />
      ))}
      {rules.against ? (
        <>
          <Choice {...against} name="against" empty={words.choose} isWrong={wrong('/against')} />
          <Choice
            name="by"
            label={words.by}
            value={asked.by}
            groups={choices.where}
            empty={words.samePlace}
            isWrong={wrong('/by')}
          />
        </>
      ) : null}
      {isIndicator ? null : (
        <Choice
          name="step"
          label={words.step}
          value={asked.step || rules.steps[0]}
          groups={[
            {
              label: '',
              options: rules.steps.map((step) => ({ value: step, label: t.explore.steps[step] })),
            },
          ]}
          isWrong={wrong('/step')}
        />
      )}
      <DayField name="from" label={words.from} value={asked.from} isWrong={wrong('/from')} />
      <DayField name="to" label={words.to} value={asked.to} isWrong={wrong('/to')} />
      <SubmitButton>{words.show}</SubmitButton>
    </Form>
  )
}

type FieldProps = { name: string; id?: string; label: string; value: string; isWrong: boolean }

const invalid = (isWrong: boolean) => (isWrong ? { 'aria-invalid': true as const } : {})

/** A choice in the sentence. What is asked and not in the list stays in it, by its own text. */
function Choice({
  name,
  id = name,
  label,
  value,
  groups,
  empty,
  isWrong,
}: FieldProps & { groups: OptionGroup[]; empty?: string }) {
  const { t } = useLanguage()
  const isListed =
    value === '' || groups.some(({ options }) => options.some((option) => option.value === value))
  const shown = isListed
    ? groups
    : [{ label: t.explore.form.others, options: [{ value, label: value }] }, ...groups]
  return (
    <span className="sp-explore-part">
      <label htmlFor={`vraag-${id}`}>{label}</label>
      <select
        id={`vraag-${id}`}
        name={name}
        defaultValue={value}
        className="utrecht-select utrecht-select--html-select"
        {...invalid(isWrong)}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {shown.map((group) => {
          const options = group.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))
          return group.label === '' ? (
            options
          ) : (
            <optgroup key={group.label} label={group.label}>
              {options}
            </optgroup>
          )
        })}
      </select>
    </span>
  )
}

function DayField({ name, label, value, isWrong }: FieldProps) {
  return (
    <span className="sp-explore-part">
      <label htmlFor={`vraag-${name}`}>{label}</label>
      <input
        type="date"
        id={`vraag-${name}`}
        name={name}
        defaultValue={value}
        required
        className="utrecht-textbox utrecht-textbox--html-input"
        {...invalid(isWrong)}
      />
    </span>
  )
}
