import type { DecisionOption } from '../api.ts'
import { formatEuro } from '../format.ts'
import { useLanguage } from '../language.ts'
import { Table } from './table.tsx'
import { Badge, Heading, Paragraph } from './text.tsx'

const TONES = { positive: 'success', negative: 'danger', neutral: 'neutral' } as const

/** What was considered: each option with its cost and what it means for whom. The chosen one stands out. */
export function DecisionOptions({
  options,
  chosenId,
}: {
  options: DecisionOption[]
  chosenId: string | null
}) {
  const { t, language } = useLanguage()
  return options.map((option) => (
    <section key={option.id} className={`sp-option${option.id === chosenId ? ' sp-option-chosen' : ''}`}>
      <Heading level={3}>{option.title}</Heading>
      <p className="sp-entry-meta">
        {option.id === chosenId ? <Badge tone="success">{t.decisions.chosen}</Badge> : null}
        {option.kind === 'do-nothing' ? <Badge>{t.decisions.doNothing}</Badge> : null}
        {option.cost === null ? null : (
          <span>
            {t.decisions.cost}: {formatEuro(option.cost, language)}
          </span>
        )}
      </p>
      {option.description ? <Paragraph>{option.description}</Paragraph> : null}
      {option.consequences.length > 0 ? (
        <Table
          caption={`${t.decisions.consequences}: ${option.title}`}
          hideCaption
          stacks
          columns={[
            { title: t.decisions.forWhom },
            { title: t.decisions.consequences },
            { title: t.decisions.kindOfConsequence },
          ]}
          rows={option.consequences.map(({ party, effect, kind }) => ({
            key: `${party} ${effect}`,
            cells: [
              party,
              effect,
              <Badge key="kind" tone={TONES[kind]}>
                {t.decisions.kinds[kind]}
              </Badge>,
            ],
          }))}
        />
      ) : null}
    </section>
  ))
}
