import { Notice } from '../../components/form/notice.tsx'
import { Entry, NextPage } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Badge, Nothing } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatMoment } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import { listModerationQueue } from '../../remarks/api.ts'
import type { Route } from './+types/moderation.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  return listModerationQueue(getSite(context).fetchApi, startOf(request))
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.moderation.title)
}

export default function Moderation({ loaderData: { items, next } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.moderation
  return (
    <Page title={words.title} lead={words.lead} above={[{ name: t.workspace.title, to: paths.workspace() }]}>
      <Notice texts={t.remarks.done} />
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ kind, id, text, since, accounts, reports, review, objection }) => (
          <Entry
            key={`${kind} ${id}`}
            to={paths.judge(kind, id)}
            level={2}
            name={shorten(text)}
            about={objection?.[language]}
            meta={
              <>
                {review ? <Badge tone="warning">{words.review}</Badge> : null}{' '}
                {t.remarks.judgements.kinds[kind]}, {words.waitsSince(formatMoment(since, language))}
                {reports.length > 0 ? `, ${describeReports(accounts, reports, words)}` : null}
              </>
            }
          />
        ))}
      </ul>
      <NextPage next={next} />
    </Page>
  )
}

type Words = ReturnType<typeof useLanguage>['t']['remarks']['moderation']

/** By how many accounts a text was reported, and how often without one. */
function describeReports(
  accounts: number,
  reports: readonly { hasAccount: boolean; times: number }[],
  words: Words,
): string {
  const times = reports.reduce((sum, report) => sum + (report.hasAccount ? 0 : report.times), 0)
  return [
    ...(accounts > 0 ? [words.accounts(accounts)] : []),
    ...(times > 0 ? [words.anonymous(times)] : []),
  ].join(', ')
}

const MOST = 120

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}
