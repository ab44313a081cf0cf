import { Form } from 'react-router'
import { listChallenges, listDeciding, listDecisions } from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { SubmitButton, TextField } from '../components/form.tsx'
import { ChallengeEntries, DecisionEntries } from '../components/lists.tsx'
import { LoopPicture } from '../components/loop.tsx'
import { Section, titleMeta } from '../components/page.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Heading, Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { loadUndecided } from '../load-signals.server.ts'
import { listOutcomes } from '../outcomes/api.ts'
import { pathsOf } from '../paths.ts'
import { groupSignals, isOf, isRecent, NEWS_DAYS } from '../signal-view.ts'
import type { Route } from './+types/home.ts'

/** So many lines about signals. */
const MOST_SIGNALS = 4

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [challenges, { open, passed }, deciding, decisions] = await Promise.all([
    listChallenges(fetchApi),
    loadUndecided(fetchApi, now()),
    listDeciding(fetchApi),
    listDecisions(fetchApi),
  ])
  const today = dateOf(now())
  // What waits too long stands first, however long ago its figures were past the line.
  const late = open.filter(({ term }) => term.dueOn < today)
  const recent = open.filter((signal) => !late.includes(signal) && isRecent(signal, now()))
  const taken = decisions.items.filter(({ state }) => state === 'published').slice(0, 3)
  return {
    challenges: challenges.items.slice(0, 5),
    signals: groupSignals([...late, ...recent, ...passed])
      .slice(0, MOST_SIGNALS)
      .flat(),
    older: open.length - late.length - recent.length,
    today,
    deciding,
    decisions: taken,
    outcomes: await listOutcomes(fetchApi, taken),
  }
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.site.name, t.home.lead)
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { challenges, signals, older, today, deciding, decisions, outcomes } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <article className="sp-home">
      <header className="sp-hero">
        <div className="sp-hero-text">
          <Heading level={1}>{t.home.title}</Heading>
          <Paragraph purpose="lead">{t.home.lead}</Paragraph>
          <Form method="get" action={paths.areas()} role="search" className="sp-find">
            <Heading level={2} appearance="level-4">
              {t.home.findTitle}
            </Heading>
            <TextField
              name="q"
              type="search"
              label={t.home.findLabel}
              hint={t.home.findHint}
              autoComplete="off"
            />
            <SubmitButton>{t.home.findButton}</SubmitButton>
          </Form>
        </div>
        <section className="sp-hero-loop" aria-label={t.loop.title}>
          <LoopPicture />
        </section>
      </header>

      <Section
        title={t.home.challengesTitle}
        aside={<TextLink to={paths.challenges()}>{t.home.challengesAll}</TextLink>}
      >
        <ChallengeEntries items={challenges} />
      </Section>
      <div className="sp-two">
        <Section
          title={t.home.signalsTitle}
          aside={<TextLink to={paths.signals()}>{t.home.signalsAll}</TextLink>}
        >
          {signals.length > 0 ? (
            <SignalEntries items={signals} isPreparing={isOf(deciding)} today={today} />
          ) : (
            <Nothing>{t.home.signalsNone(NEWS_DAYS)}</Nothing>
          )}
          {older > 0 ? <Nothing>{t.home.signalsOlder(older)}</Nothing> : null}
        </Section>
        <Section
          title={t.home.decisionsTitle}
          aside={<TextLink to={paths.decisions()}>{t.home.decisionsAll}</TextLink>}
        >
          {decisions.length > 0 ? (
            <DecisionEntries items={decisions} outcomes={outcomes} />
          ) : (
            <Nothing>{t.home.decisionsNone}</Nothing>
          )}
        </Section>
      </div>
      <section className="sp-banner">
        <div>
          <Heading level={2}>{t.home.mapTitle}</Heading>
          <Paragraph>{t.home.mapText}</Paragraph>
        </div>
        <TextLink to={paths.map()} strong>
          {t.home.mapLink}
        </TextLink>
      </section>
      <section className="sp-banner">
        <div>
          <Heading level={2}>{t.my.join}</Heading>
          <Paragraph>{t.my.joinText}</Paragraph>
        </div>
        <TextLink to={paths.newSensor()} strong>
          {t.my.sensors.add}
        </TextLink>
      </section>
    </article>
  )
}
