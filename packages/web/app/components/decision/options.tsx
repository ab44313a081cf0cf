import type { ReactNode } from 'react'
import type { DecisionOption } from '../../api.ts'
import { groupByParty } from '../../decision-parties.ts'
import { formatEuro } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { Table } from '../table.tsx'
import { Badge } from '../text.tsx'

const TONES = { positive: 'success', negative: 'danger', neutral: 'neutral' } as const
type Kind = keyof typeof TONES

/** What was considered, side by side: a row for each thing that can be compared, a column for each option. */
export function DecisionOptions({
  options,
  chosenId,
  goals,
}: {
  options: DecisionOption[]
  chosenId: string | null
  /** The names of the goals of the challenge. */
  goals: ReadonlyMap<string, string>
}) {
  const { t, language } = useLanguage()
  const words = t.decisions
  const goalIds = distinct(options.flatMap(({ goalEffects = [] }) => goalEffects.map(({ goalId }) => goalId)))
  const values = distinct(options.flatMap((option) => (option.values ?? []).map(({ value }) => value)))
  const row = (key: string, title: ReactNode, cell: (option: DecisionOption) => ReactNode) => ({
    key,
    cells: [title, ...options.map(cell)],
  })
  const has = (name: 'risks' | 'uncertainties' | 'description') => options.some((option) => option[name])
  const rows = [
    row('kind', words.fieldNames.kind, (option) =>
      option.id === chosenId || option.kind === 'do-nothing' ? (
        <>
          {option.id === chosenId ? <Badge tone="success">{words.chosen}</Badge> : null}{' '}
          {option.kind === 'do-nothing' ? <Badge>{words.doNothing}</Badge> : null}
        </>
      ) : null,
    ),
    ...(has('description')
      ? [row('what', words.fieldNames.description, (option) => option.description)]
      : []),
    row('cost', words.cost, ({ cost }) => (cost === null ? t.site.notFilledIn : formatEuro(cost, language))),
    ...groupByParty(options).map(({ key, party, of }) =>
      row(`party ${key}`, party, (option) => <Effects items={of(option)} />),
    ),
    ...goalIds.map((goalId) =>
      row(`goal ${goalId}`, `${words.fieldNames.goal}: ${goals.get(goalId) ?? t.site.unknown}`, (option) => (
        <Effects items={(option.goalEffects ?? []).filter((each) => each.goalId === goalId)} />
      )),
    ),
    ...values.map((value) =>
      row(`value ${value}`, words.values[value], (option) => (
        <Effects items={(option.values ?? []).filter((each) => each.value === value)} />
      )),
    ),
    ...(has('risks') ? [row('risks', words.risks, (option) => option.risks ?? '')] : []),
    ...(has('uncertainties')
      ? [row('uncertainties', words.uncertainties, (option) => option.uncertainties ?? '')]
      : []),
  ]
  return (
    <div className="sp-compare">
      <Table
        caption={words.compare}
        hideCaption
        stacks="named"
        columns={[
          { title: words.consequences, key: -1 },
          ...options.map(({ title }, index) => ({ title, key: index })),
        ]}
        rows={rows}
      />
    </div>
  )
}

function Effects({ items }: { items: { effect: string; kind: Kind }[] }) {
  const { t } = useLanguage()
  return items.map(({ effect, kind }) => (
    <p key={`${kind} ${effect}`}>
      <Badge tone={TONES[kind]}>{t.decisions.kinds[kind]}</Badge> {effect}
    </p>
  ))
}

const distinct = <T,>(items: T[]): T[] => [...new Set(items)]
