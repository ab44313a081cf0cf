import { listDeciding } from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { PastSignals, SignalEntries } from '../components/signal-entries.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { loadSignals } from '../load-signals.server.ts'
import { pathsOf } from '../paths.ts'
import { isOf } from '../signal-view.ts'
import type { Route } from './+types/signals.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [signals, deciding] = await Promise.all([loadSignals(fetchApi, request), listDeciding(fetchApi)])
  return { ...signals, deciding, today: dateOf(now()) }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { signals } = messagesOf(languageOf(location.pathname))
  const title = loaderData?.only ? signals.all[loaderData.only] : signals.title
  const feed = pathsOf(languageOf(location.pathname)).signalFeed()
  return [
    ...titleMeta(location.pathname, title, signals.lead),
    { tagName: 'link', rel: 'alternate', type: 'application/atom+xml', title: signals.title, href: feed },
  ]
}

export default function Signals({ loaderData }: Route.ComponentProps) {
  const { only, open, past, deciding, today } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.signals
  const isEmpty = open.length === 0 && past.every(({ items }) => items.length === 0)
  const all = { name: words.title, to: paths.signals() }
  return (
    <Page title={only ? words.all[only] : words.title} lead={words.lead} above={only ? [all] : []}>
      {isEmpty ? <Nothing>{words.none}</Nothing> : null}
      {open.length > 0 ? (
        <Section title={words.groups.open}>
          <SignalEntries items={open} isPreparing={isOf(deciding)} today={today} />
        </Section>
      ) : null}
      <PastSignals past={past} only={only} ofState={paths.signals} />
      <Section title={t.digest.follow}>
        <Paragraph>{t.digest.followText}</Paragraph>
        <ul className="sp-plain-list">
          <li>
            <TextLink to={paths.myMessages()}>{t.digest.byMail}</TextLink>
          </li>
          <li>
            <a href={paths.signalFeed()} className="nl-link">
              {t.digest.byFeed}
            </a>
          </li>
        </ul>
      </Section>
    </Page>
  )
}
