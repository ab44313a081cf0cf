import { type Dataset, getDataset, listAgreements, listAll, listDatasetStations } from '../api.ts'
import { AgreementEntries } from '../components/agreements.tsx'
import { ChoosePurposeLink, ForPurpose } from '../components/for-purpose.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts } from '../components/table.tsx'
import { Badge, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import { nameIn } from '../name-in.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/dataset.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const dataset = await getDataset(fetchApi, params.slug)
  const [stations, agreements] = await Promise.all([
    listDatasetStations(fetchApi, dataset.id, 100),
    listAll((from) => listAgreements(fetchApi, { dataset: dataset.id, state: 'active', ...from })),
  ])
  return {
    dataset,
    agreements,
    stations: stations.items.map(({ thingId, name }) => ({ thingId, name })),
    hasMore: stations.next !== null,
    refusal: stations.refusal,
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const dataset = loaderData?.dataset
  return dataset ? titleMeta(location.pathname, dataset.title, dataset.description) : []
}

/** Who may see the measurements: of an open dataset of which only groups are shown, nobody sees single ones. */
const seenBy = ({ access, precision }: Dataset) =>
  access === 'open' && precision.minimumGroup > 1 ? 'groups' : access

export default function DatasetPage({ loaderData }: Route.ComponentProps) {
  const { dataset, agreements, stations, hasMore, refusal } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const { precision, retention } = dataset
  const words = t.datasets
  const seen = seenBy(dataset)
  const forEveryone = seen === 'open'
  return (
    <Page
      title={dataset.title}
      lead={dataset.description}
      above={[{ name: t.nav.datasets, to: paths.datasets() }]}
      kicker={
        <Badge tone={forEveryone ? 'success' : 'warning'}>
          {seen === 'groups' ? words.onlyGroups : words.access[seen]}
        </Badge>
      }
    >
      <ForPurpose />
      <Section title={t.agreements.ofDataset}>
        <Paragraph>{t.agreements.datasetAccess[seen]}</Paragraph>
        {refusal === null ? null : (
          <Paragraph>
            {t.agreements.seesNothing} {refusal} <ChoosePurposeLink />
          </Paragraph>
        )}
        <Paragraph>
          {agreements.length > 0 ? t.agreements.someOfDataset : t.agreements.noneOfDataset}
        </Paragraph>
        {agreements.length > 0 ? <AgreementEntries items={agreements} /> : null}
        {forEveryone ? null : (
          <Paragraph>
            {t.agreements.askAccess(dataset.ownerName)} <Contact contact={dataset.contact} />
          </Paragraph>
        )}
      </Section>
      <div className="sp-two">
        <Section title={words.precisionTitle}>
          <ul className="sp-list">
            <li>{words.place[precision.place]}</li>
            <li>{words.timePrecision[precision.time]}</li>
            <li>{words.delay(precision.delayMinutes)}</li>
            <li>{words.group(precision.minimumGroup)}</li>
            <li>{words.corrections[dataset.corrections]}</li>
          </ul>
        </Section>
        <Section title={words.retentionTitle}>
          <ul className="sp-list">
            <li>{words.raw(retention.rawDays)}</li>
            <li>{words.hours(retention.hourDays)}</li>
          </ul>
        </Section>
      </div>
      <Section title={forEveryone ? words.getTitle : words.aboutTitle}>
        {forEveryone ? <WaysToGet slug={dataset.slug} /> : null}
        <Facts
          items={[
            [words.owner, dataset.ownerName],
            [
              words.licence,
              <TextLink key="licence" to={dataset.licence}>
                {nameIn(words.licences, dataset.licence)}
              </TextLink>,
            ],
            [words.theme, nameIn(words.themes, dataset.theme)],
            [words.contact, <Contact key="contact" contact={dataset.contact} />],
            [words.updated, formatDay(dataset.updatedAt, language)],
          ]}
        />
      </Section>
      {stations.length > 0 ? (
        <Section title={t.map.list}>
          <ul className="sp-plain-list">
            {stations.map(({ thingId, name }) => (
              <li key={thingId}>
                <TextLink to={paths.station(thingId)}>{name}</TextLink> (
                <TextLink to={`/sta/v1.1/Things(${thingId})/Datastreams`}>
                  {words.stationSeries}
                  <span className="sp-hidden">: {name}</span>
                </TextLink>
                )
              </li>
            ))}
          </ul>
          {hasMore ? (
            <TextLink to={`/api/v1/stations?dataset=${dataset.slug}&pageSize=1000`}>
              {words.moreStations}
            </TextLink>
          ) : null}
        </Section>
      ) : null}
      <LoopNeighbours
        step="agreement"
        previous={{ name: t.nav.challenges, to: paths.challenges() }}
        next={{ name: t.nav.map, to: paths.map() }}
      />
    </Page>
  )
}

/** Whom to ask: an address of mail or the web can be followed. */
function Contact({ contact }: { contact: string }) {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact)) {
    return <TextLink to={`mailto:${contact}`}>{contact}</TextLink>
  }
  return /^https?:\/\//.test(contact) ? <TextLink to={contact}>{contact}</TextLink> : contact
}

/** What anyone can get of a dataset without an account. */
function WaysToGet({ slug }: { slug: string }) {
  const { datasets: words } = useLanguage().t
  return (
    <>
      <Paragraph>{words.getText}</Paragraph>
      <ul className="sp-list">
        <li>{words.getSta}</li>
        <li>
          <TextLink to={`/api/v1/stations?dataset=${slug}`}>{words.getStations}</TextLink>
        </li>
        <li>
          <TextLink to={`/api/v1/stations?dataset=${slug}&pageSize=1000&format=csv`}>
            {words.getStationsCsv}
          </TextLink>
        </li>
      </ul>
    </>
  )
}
