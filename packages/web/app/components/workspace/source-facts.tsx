import type { ReactNode } from 'react'
import { formatMoment, formatNumber } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { InboundDevice, InboundSource } from '../../workspace/intake-api.ts'
import { Section } from '../page.tsx'
import { Facts, Table } from '../table.tsx'
import { TextLink } from '../text.tsx'
import { CopyLine } from './copy-line.tsx'

/** What a source is and how it is doing. */
export function SourceFacts({ source, dataset }: { source: InboundSource; dataset: string | null }) {
  const { t, language } = useLanguage()
  const words = t.intake.sources
  const { kind, devices, uplinks, lastReceivedAt, waitingLetters, mapping } = source
  const waiting = formatNumber(waitingLetters, language)
  return (
    <Facts
      items={[
        [words.facts.kind, words.kinds[kind]],
        [words.facts.dataset, dataset ?? t.site.unknown],
        [
          words.facts.last,
          lastReceivedAt ? formatMoment(lastReceivedAt, language) : t.intake.connectors.never,
        ],
        [words.facts.devices, formatNumber(devices, language)],
        [words.facts.uplinks, formatNumber(uplinks, language)],
        [
          words.facts.waiting,
          waitingLetters === 0 ? (
            waiting
          ) : (
            <TextLink key="waiting" to={pathsOf(language).deadLetters()}>
              {words.seeRefused(waiting)}
            </TextLink>
          ),
        ],
        [words.facts.values, mapping.map(({ field }) => field).join(', ')],
      ]}
    />
  )
}

/**
 * What to fill in at the network server, and where.
 * @param secret of a key that was just made, shown this once
 */
export function WebhookSteps({
  source,
  secret,
  children,
}: {
  source: InboundSource
  secret: string | null
  /** How one comes by a key. */
  children?: ReactNode
}) {
  const { t } = useLanguage()
  const words = t.intake.sources
  return (
    <>
      <CopyLine id="adres" label={words.address} value={source.uplinksUrl} />
      {secret === null ? null : (
        <CopyLine id="sleutel" label={`${words.header} (Authorization)`} value={`Bearer ${secret}`} />
      )}
      {children}
      <Section title={words.stepsTitle} level={secret === null ? 3 : 2}>
        <ol className="sp-list">
          {words.steps[source.kind].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Section>
    </>
  )
}

/** The sensors that sent something, each with the station that has it. */
export function SourceDevices({ items }: { items: InboundDevice[] }) {
  const { t, language } = useLanguage()
  const words = t.intake.sources
  const { deviceColumns: columns } = words
  return (
    <Table
      caption={words.devicesTitle}
      hideCaption
      columns={[
        { title: columns.name },
        { title: columns.device },
        { title: columns.last },
        { title: columns.uplinks, numeric: true },
        { title: columns.station },
      ]}
      rows={items.map(({ device, name, lastReceivedAt, uplinks, thingId }) => ({
        key: device,
        cells: [
          name,
          device,
          formatMoment(lastReceivedAt, language),
          formatNumber(uplinks, language),
          thingId === null ? (
            words.noStation
          ) : (
            <TextLink key="station" to={pathsOf(language).station(thingId)}>
              {words.seeStation(name)}
            </TextLink>
          ),
        ],
      }))}
    />
  )
}
