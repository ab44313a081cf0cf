import { Entry, NextPage } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { Badge, Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatMoment } from '../format.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import { getModerationSummary, listHouseRules, listJudgements } from '../remarks/api.ts'
import type { Route } from './+types/judgements.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [judgements, summary, rules] = await Promise.all([
    listJudgements(fetchApi, startOf(request)),
    getModerationSummary(fetchApi),
    listHouseRules(fetchApi),
  ])
  return { judgements, summary, rules: rules.map(({ key, title }) => ({ key, title })) }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.judgements.title)
}

export default function Judgements({ loaderData: { judgements, summary, rules } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.judgements
  const titles = new Map(rules.map(({ key, title }) => [key, title[language]]))
  const counts = new Map(summary.rules.map((each) => [each.rule, each]))
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[{ name: t.remarks.rules.title, to: paths.houseRules() }]}
    >
      <Paragraph>
        {words.waiting(summary.waiting)} {words.reviews(summary.reviews.asked, summary.reviews.changed)}{' '}
        <TextLink to={paths.houseRules()}>{t.remarks.rules.title}</TextLink>
      </Paragraph>
      <Table
        caption={words.counts}
        columns={[
          { title: words.rule },
          { title: words.hidden, numeric: true },
          { title: words.shown, numeric: true },
        ]}
        rows={rules.map(({ key, title }) => ({
          key,
          cells: [title[language], counts.get(key)?.hidden ?? 0, counts.get(key)?.shown ?? 0],
        }))}
      />
      <Section title={words.list}>
        {judgements.items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
        <ul className="sp-entries">
          {judgements.items.map(({ id, kind, verdict, rule, reason, judgedAt, stands, reports }) => (
            <Entry
              key={id}
              to={paths.judgement(id)}
              isOurs
              name={`${words.kinds[kind]} ${words.verdicts[verdict]}: ${titles.get(rule) ?? rule}`}
              about={reason}
              meta={
                <>
                  <time dateTime={judgedAt}>{formatMoment(judgedAt, language)}</time>,{' '}
                  {words.reports(reports)}
                  {stands ? null : (
                    <>
                      {' '}
                      <Badge>{words.past}</Badge>
                    </>
                  )}
                </>
              }
            />
          ))}
        </ul>
        <NextPage next={judgements.next} />
      </Section>
    </Page>
  )
}
