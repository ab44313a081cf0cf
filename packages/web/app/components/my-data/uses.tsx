import type { ReactNode } from 'react'
import { capitalise, formatDay, formatList } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { DataUse, DataUsePage } from '../../my-data/api.ts'
import { showPurpose } from '../../my-data/show-value.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Facts } from '../table.tsx'
import { Nothing, Paragraph, TextLink, writtenIn } from '../text.tsx'

/** Who used somebody's data, day by day. */
export function DataUses({ items }: { items: readonly DataUse[] }) {
  const { language } = useLanguage()
  const days = [...new Set(items.map(({ day }) => day))]
  return days.map((day) => (
    <Section key={day} title={capitalise(formatDay(day, language))}>
      <ul className="sp-uses">
        {items
          .filter((item) => item.day === day)
          .map((item) => (
            <li key={JSON.stringify(item)}>
              <Use use={item} />
            </li>
          ))}
      </ul>
    </Section>
  ))
}

function Use({ use }: { use: DataUse }) {
  const { t, language } = useLanguage()
  const words = t.myData.uses
  const { party, activity, purpose, agreement, datasets, what, times } = use
  const about: [string, ReactNode][] = [[words.what, <Said key="what" text={what} />]]
  if (purpose === null) about.push([words.forPurpose, activity.name[language]])
  else {
    about.push([words.forPurpose, capitalise(showPurpose(purpose, language))])
    about.push([words.agreement, agreement ? <ToAgreement key="to" {...agreement} /> : words.noAgreement])
  }
  const titles = datasets.map(({ title }) => title)
  if (titles.length > 0) about.push([words.datasets, formatList(titles, language)])
  return (
    <>
      <h3 className="sp-use-head">
        {party?.name ?? words.anyone} <span className="sp-quiet">{words.times(times)}</span>
      </h3>
      <Facts items={about} />
    </>
  )
}

function ToAgreement({ slug, title }: { slug: string; title: string }) {
  const { language } = useLanguage()
  return (
    <span {...writtenIn(language)}>
      <TextLink to={pathsOf(language).agreement(slug)}>{title}</TextLink>
    </span>
  )
}

/** What the log says of others than the platform is Dutch, also on an English page. */
function Said({ text }: { text: string }) {
  const { t, language } = useLanguage()
  const { actions } = t.myData.uses
  if (Object.hasOwn(actions, text)) return actions[text]
  return <span {...writtenIn(language)}>{capitalise(text)}</span>
}

/** What somebody's measurements led to. */
export function LedTo({ ledTo: { indicators, decisions } }: { ledTo: DataUsePage['ledTo'] }) {
  const { t, language } = useLanguage()
  const words = t.myData.uses
  const paths = pathsOf(language)
  return (
    <Section title={words.ledToTitle}>
      {indicators.length === 0 ? (
        <Nothing>{words.ledToNone}</Nothing>
      ) : (
        <>
          <Links title={words.indicators} items={indicators} to={(slug) => paths.indicator(slug)} />
          {decisions.length === 0 ? (
            <Paragraph>{words.decisionsNone}</Paragraph>
          ) : (
            <Links title={words.decisions} items={decisions} to={(slug) => paths.decision(slug)} />
          )}
        </>
      )}
    </Section>
  )
}

function Links({
  title,
  items,
  to,
}: {
  title: string
  items: DataUsePage['ledTo']['indicators']
  to: (slug: string) => string
}) {
  const { language } = useLanguage()
  return (
    <>
      <h3 className="sp-use-head">{title}</h3>
      <ul className="sp-list">
        {items.map(({ id, slug, title: name }) => (
          <li key={id} {...writtenIn(language)}>
            <TextLink to={to(slug)}>{name}</TextLink>
          </li>
        ))}
      </ul>
    </>
  )
}
