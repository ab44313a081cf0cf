import { listDeciding, listOpenSignals } from '../api.ts'
import { NextPage } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Nothing, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { loadDays } from '../load-signals.server.ts'
import { pathsOf, startOf } from '../paths.ts'
import { isOf } from '../signal-view.ts'
import type { Route } from './+types/signals.ts'

/** States in which nothing waits: their lists grow for ever, so each has pages of its own. */
const PAST = ['decided', 'cleared'] as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const asked = new URL(request.url).searchParams.get('stand')
  const only = PAST.find((known) => known === asked)
  const load = async (state: (typeof PAST)[number], start?: string) => ({
    state,
    ...(await loadDays(fetchApi, { state }, start)),
  })
  if (only) return { only, open: [], past: [await load(only, startOf(request).cursor)], deciding: [] }
  const [open, past, deciding] = await Promise.all([
    listOpenSignals(fetchApi),
    Promise.all(PAST.map((state) => load(state))),
    listDeciding(fetchApi),
  ])
  return { only, open, past, deciding }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { signals } = messagesOf(languageOf(location.pathname))
  const title = loaderData?.only ? signals.all[loaderData.only] : signals.title
  return titleMeta(location.pathname, title, signals.lead)
}

export default function Signals({ loaderData: { only, open, past, deciding } }: Route.ComponentProps) {
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
          <SignalEntries items={open} isPreparing={isOf(deciding)} />
        </Section>
      ) : null}
      {past.map(({ state, items, next }) =>
        items.length > 0 ? (
          <Section key={state} title={words.groups[state]}>
            <SignalEntries items={items} />
            {only || next === null ? (
              <NextPage next={next} />
            ) : (
              <p>
                <TextLink to={paths.signals(state)}>{words.all[state]}</TextLink>
              </p>
            )}
          </Section>
        ) : null,
      )}
    </Page>
  )
}
