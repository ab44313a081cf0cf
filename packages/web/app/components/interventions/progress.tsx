import { formatDay, formatEuro } from '../../format.ts'
import { type Intervention, photoAddress } from '../../interventions/api.ts'
import { useLanguage } from '../../language.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Badge, Nothing, Paragraph, writtenIn } from '../text.tsx'

type Of = { item: Intervention }

/** What was to be reached, and when it was. */
export function Milestones({ item: { milestones } }: Of) {
  const { t, language } = useLanguage()
  const words = t.interventions
  return (
    <Section title={words.milestones}>
      {milestones.length === 0 ? (
        <Nothing>{words.noMilestones}</Nothing>
      ) : (
        <Table
          caption={words.milestones}
          hideCaption
          columns={[{ title: words.milestone }, { title: words.planned }, { title: words.reached }]}
          rows={milestones.map(({ id, title, plannedOn, reachedOn, inPlan }) => ({
            key: id,
            cells: [
              <>
                <span {...writtenIn(language)}>{title}</span>{' '}
                {inPlan ? null : <span className="sp-quiet">({words.addedLater})</span>}
              </>,
              plannedOn === null ? '–' : formatDay(plannedOn, language),
              reachedOn === null ? (
                <span key="reached" className="sp-quiet">
                  {words.notReached}
                </span>
              ) : (
                <Badge key="reached" tone="success">
                  {formatDay(reachedOn, language)}
                </Badge>
              ),
            ],
          }))}
        />
      )}
    </Section>
  )
}

/** What it costs, against what was planned. */
export function Costs({ item: { costs, spent, plannedCost } }: Of) {
  const { t, language } = useLanguage()
  const words = t.interventions
  const euros = (amount: number) => formatEuro(amount, language)
  return (
    <Section title={words.costs}>
      {costs.length === 0 ? (
        <Paragraph>{plannedCost === null ? words.noCosts : words.costPlanned(euros(plannedCost))}</Paragraph>
      ) : (
        <>
          <Paragraph>
            {plannedCost === null
              ? words.spentOnly(euros(spent))
              : words.spent(euros(spent), euros(plannedCost))}{' '}
            {plannedCost !== null && spent > plannedCost ? (
              <strong>{words.overspent(euros(spent - plannedCost))}</strong>
            ) : null}
          </Paragraph>
          <Table
            caption={words.costs}
            hideCaption
            columns={[{ title: words.forWhat }, { title: words.day }, { title: words.amount, numeric: true }]}
            rows={costs.map(({ id, amount, day, what }) => ({
              key: id,
              cells: [
                <span key="what" {...writtenIn(language)}>
                  {what}
                </span>,
                formatDay(day, language),
                euros(amount),
              ],
            }))}
          />
        </>
      )}
    </Section>
  )
}

/** The photos, each with what it shows; of one that was taken away why. */
export function Photos({ item: { slug, photos } }: Of) {
  const { t, language } = useLanguage()
  const words = t.interventions
  if (photos.length === 0) return null
  return (
    <Section title={words.photos}>
      <ul className="sp-photos">
        {photos.map(({ id, alt, takenOn, width, height, withdrawal }) => (
          <li key={id}>
            {withdrawal ? (
              <p className="sp-quiet">
                {words.photoGone(formatDay(withdrawal.at, language), withdrawal.reason)}
              </p>
            ) : (
              <figure className="sp-photo">
                <img
                  src={photoAddress(slug, id)}
                  alt={alt}
                  width={width}
                  height={height}
                  loading="lazy"
                  decoding="async"
                  {...writtenIn(language)}
                />
                {takenOn ? <figcaption>{words.takenOn(formatDay(takenOn, language))}</figcaption> : null}
              </figure>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
