import { betterVersion, listEvents, listPromises, tellStanding, tellWhen } from '../agreement-view.ts'
import { type Agreement, odrlOf } from '../api.ts'
import { AgreementParties } from '../components/agreement-parties.tsx'
import { AgreementStopped } from '../components/agreement-stopped.tsx'
import { AgreementBadge } from '../components/agreements.tsx'
import { VerifyPart } from '../components/ledger/verify-part.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { Nothing, Paragraph, Prose, TextLink, writtenIn } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay, formatList } from '../format.ts'
import { useLanguage } from '../language.ts'
import { loadAgreement } from '../load-agreement.server.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/agreement.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const version = new URL(request.url).searchParams.get('versie')
  return loadAgreement(getSite(context).fetchApi, params.slug, version)
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const agreement = loaderData?.agreement
  return agreement ? titleMeta(location.pathname, agreement.title, agreement.why) : []
}

type Data = Route.ComponentProps['loaderData']

export default function AgreementPage({ loaderData }: Route.ComponentProps) {
  const { agreement, challenge, entry } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.agreements
  return (
    <Page
      title={agreement.title}
      lead={tellStanding(agreement, t, language)}
      above={[{ name: t.nav.agreements, to: paths.agreements() }]}
      kicker={
        <>
          {betterVersion(agreement)?.holds ? null : <AgreementBadge state={agreement.state} />}
          <span>{words.version(agreement.version)}</span>
        </>
      }
    >
      <OtherVersion agreement={agreement} />
      <AgreementStopped agreement={agreement} />
      <Section title={words.parties}>
        <AgreementParties agreement={agreement} />
      </Section>
      <Section title={words.why}>
        <Prose text={agreement.why} />
      </Section>
      <Section title={words.says}>
        <ol className="sp-list sp-sentences">
          {[...agreement.sentences[language].entries()].map(([nth, sentence]) => (
            <li key={nth}>{sentence}</li>
          ))}
        </ol>
        <p className="sp-quiet sp-small">{words.saysText}</p>
      </Section>
      <About data={loaderData} />
      <Section title={words.promises}>
        <Promises agreement={agreement} />
      </Section>
      <Section title={words.notKept}>
        <Paragraph>{words.notKeptText(...whomToTell(loaderData))}</Paragraph>
      </Section>
      <Versions agreement={agreement} />
      {agreement.acceptedAt === null ? null : <VerifyPart entry={entry} shown={agreement} />}
      <Section title={words.programs}>
        <ul className="sp-list">
          <li>
            <TextLink to={odrlOf(agreement)}>{words.odrl}</TextLink>
          </li>
          <li>
            <TextLink to={paths.odrlProfile()}>{words.words}</TextLink>
          </li>
        </ul>
      </Section>
      <LoopNeighbours
        step="agreement"
        previous={
          challenge
            ? { name: challenge.title, to: paths.challenge(challenge.slug) }
            : { name: t.nav.challenges, to: paths.challenges() }
        }
        next={
          challenge
            ? { name: challenge.title, to: paths.challenge(challenge.slug, 'measurement') }
            : { name: t.nav.map, to: paths.map() }
        }
      />
    </Page>
  )
}

/** Who gives the data, and where to reach them; of an agreement without data, who drafted it. */
function whomToTell({ agreement, datasets }: Data): [who: string, contact: string | null] {
  const [dataset] = datasets
  if (dataset) return [dataset.ownerName, dataset.contact]
  const { parties, ownerId } = agreement
  const party = parties.find(({ gives }) => gives) ?? parties.find((one) => one.organisationId === ownerId)
  return [party?.name ?? '', null]
}

/** Says that another version holds, or is newer, with the way to it. */
function OtherVersion({ agreement }: { agreement: Agreement }) {
  const { t, language } = useLanguage()
  const better = betterVersion(agreement)
  if (!better) return null
  const { notices } = t.agreements
  return (
    <Paragraph className="sp-notice">
      {notices.reading(agreement.version)}{' '}
      <TextLink to={pathsOf(language).agreement(agreement.slug, better.version)} strong>
        {better.holds ? notices.holds(better.version) : notices.newer(better.version)}
      </TextLink>
      .
    </Paragraph>
  )
}

/** The data it is about, and the challenge it is for. */
function About({ data: { challenge, datasets, hidden } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.agreements
  return (
    <div className="sp-two">
      <Section title={words.data}>
        {datasets.length > 0 ? (
          <ul className="sp-list">
            {datasets.map(({ slug, title }) => (
              <li key={slug}>
                <TextLink to={paths.dataset(slug)}>{title}</TextLink>
              </li>
            ))}
          </ul>
        ) : null}
        {hidden > 0 ? <Nothing>{words.hiddenData(hidden)}</Nothing> : null}
      </Section>
      <Section title={words.challenge}>
        {challenge ? (
          <p>
            <TextLink to={paths.challenge(challenge.slug, 'agreement')}>{challenge.title}</TextLink>
          </p>
        ) : (
          <Nothing>{words.hiddenChallenge}</Nothing>
        )}
      </Section>
    </div>
  )
}

function Promises({ agreement }: { agreement: Agreement }) {
  const { t, language } = useLanguage()
  const words = t.agreements
  const promises = listPromises(agreement)
  if (promises.length === 0) return <Nothing>{words.noPromises}</Nothing>
  return (
    <>
      <Table
        caption={words.promises}
        hideCaption
        columns={[{ title: words.who }, { title: words.what }, { title: words.moment }]}
        rows={promises.map((promise) => ({
          key: promise.id,
          cells: [
            formatList(promise.who, language),
            words.duties[promise.kind],
            tellWhen(promise, t, language),
          ],
        }))}
      />
      {promises.some(({ stopsUse }) => stopsUse) ? <Paragraph>{words.stopsUse}</Paragraph> : null}
    </>
  )
}

function Versions({ agreement }: { agreement: Agreement }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.agreements
  const events = listEvents(agreement)
  return (
    <>
      <Section title={words.versions}>
        <Paragraph>{words.frozen}</Paragraph>
        <ul className="sp-list">
          {agreement.history.map(({ version, state, reason, offeredAt, acceptedAt }) => {
            const notes = [
              words.versionStates[state](formatDay(acceptedAt ?? offeredAt ?? '', language)),
              ...(version === agreement.versionInForce ? [words.holdsNow] : []),
              ...(version === agreement.version ? [words.youRead] : []),
            ]
            return (
              <li key={version}>
                {version === agreement.version ? (
                  <strong>{words.version(version)}</strong>
                ) : (
                  <TextLink to={paths.agreement(agreement.slug, version)}>{words.version(version)}</TextLink>
                )}
                : {notes.join(', ')}.
                {reason ? <span {...writtenIn(language)}> {words.reason(reason)}</span> : null}
              </li>
            )
          })}
        </ul>
      </Section>
      {events.length > 0 ? (
        <Section title={words.events}>
          <ul className="sp-list">
            {events.map(({ kind, at, organisationName, signature, reason }) => (
              <li key={`${at} ${kind} ${organisationName}`}>
                {words.event(
                  formatDay(at, language),
                  words.kinds[kind].toLowerCase(),
                  organisationName,
                  `${signature.holderName}, ${signature.function}`,
                )}
                {reason ? ` ${words.reason(reason)}` : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
