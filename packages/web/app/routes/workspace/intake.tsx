import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { ConnectorHealth } from '../../components/workspace/connector-health.tsx'
import { SourceHealth } from '../../components/workspace/source-health.tsx'
import { getSite } from '../../context.ts'
import { formatAge, formatNumber } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  type Connector,
  countDeadLetters,
  type InboundSource,
  listConnectors,
  listInboundSources,
  listStatLineTables,
  type StatLineTable,
} from '../../workspace/intake-api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/intake.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [connectors, sources, tables, counts] = await Promise.all([
    listConnectors(fetchApi),
    listInboundSources(fetchApi),
    // Not all who see measurements come in have to do with figures of areas.
    mayDo(getPerson(context), 'areas') ? listStatLineTables(fetchApi) : null,
    countDeadLetters(fetchApi),
  ])
  return {
    connectors,
    sources,
    tables,
    waiting: counts.items.reduce((sum, { count }) => sum + count, 0),
    now: now(),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.title)
}

export default function Intake({ loaderData }: Route.ComponentProps) {
  const { connectors, sources, tables, waiting, now } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake
  return (
    <Page title={words.title} lead={words.lead} above={[{ name: t.workspace.title, to: paths.workspace() }]}>
      <Section title={words.letters.title}>
        <Paragraph>
          {waiting === 0 ? words.letters.allStored : words.letters.summary(formatNumber(waiting, language))}
        </Paragraph>
        <p>
          <TextLink to={paths.deadLetters()}>{words.letters.open}</TextLink>
        </p>
      </Section>
      <Section
        title={words.connectors.title}
        aside={<ActionLink to={paths.newConnector()}>{words.connectors.add}</ActionLink>}
      >
        <Paragraph>{words.connectors.text}</Paragraph>
        {connectors.length === 0 ? (
          <Nothing>{words.connectors.none}</Nothing>
        ) : (
          <Connectors items={connectors} now={now} />
        )}
      </Section>
      <Section
        title={words.sources.title}
        aside={<ActionLink to={paths.newInboundSource()}>{words.sources.add}</ActionLink>}
      >
        <Paragraph>{words.sources.text}</Paragraph>
        {sources.length === 0 ? (
          <Nothing>{words.sources.none}</Nothing>
        ) : (
          <Sources items={sources} now={now} />
        )}
      </Section>
      {tables ? (
        <Section
          title={words.statLine.title}
          aside={<ActionLink to={paths.newStatLineTable()}>{words.statLine.add}</ActionLink>}
        >
          <Paragraph>{words.statLine.text}</Paragraph>
          {tables.length === 0 ? (
            <Nothing>{words.statLine.none}</Nothing>
          ) : (
            <Tables items={tables} now={now} />
          )}
        </Section>
      ) : null}
    </Page>
  )
}

function Connectors({ items, now }: { items: Connector[]; now: number }) {
  const { t, language } = useLanguage()
  const { columns, never, title } = t.intake.connectors
  return (
    <Table
      caption={title}
      hideCaption
      columns={[
        { title: columns.name },
        { title: columns.health },
        { title: columns.last },
        { title: columns.rows, numeric: true },
        { title: columns.refused, numeric: true },
      ]}
      rows={items.map(({ id, name, health, lastSuccessAt, rows, refused }) => ({
        key: id,
        cells: [
          <TextLink key="name" to={pathsOf(language).connector(id)}>
            {name}
          </TextLink>,
          <ConnectorHealth key="health" health={health} />,
          lastSuccessAt ? formatAge(lastSuccessAt, now, language) : never,
          formatNumber(rows, language),
          formatNumber(refused, language),
        ],
      }))}
    />
  )
}

function Tables({ items, now }: { items: StatLineTable[]; now: number }) {
  const { t, language } = useLanguage()
  const { columns, title } = t.intake.statLine
  return (
    <Table
      caption={title}
      hideCaption
      columns={[
        { title: columns.name },
        { title: columns.table },
        { title: columns.health },
        { title: columns.last },
      ]}
      rows={items.map(({ id, name, settings, health, lastSuccessAt }) => ({
        key: id,
        cells: [
          <TextLink key="name" to={pathsOf(language).statLineTable(id)}>
            {name}
          </TextLink>,
          settings.table,
          <ConnectorHealth key="health" health={health} />,
          lastSuccessAt ? formatAge(lastSuccessAt, now, language) : t.intake.connectors.never,
        ],
      }))}
    />
  )
}

function Sources({ items, now }: { items: InboundSource[]; now: number }) {
  const { t, language } = useLanguage()
  const { columns, title } = t.intake.sources
  return (
    <Table
      caption={title}
      hideCaption
      columns={[
        { title: columns.name },
        { title: columns.health },
        { title: columns.last },
        { title: columns.devices, numeric: true },
        { title: columns.uplinks, numeric: true },
        { title: columns.waiting, numeric: true },
      ]}
      rows={items.map((source) => ({
        key: source.id,
        cells: [
          <TextLink key="name" to={pathsOf(language).inboundSource(source.id)}>
            {source.name}
          </TextLink>,
          <SourceHealth key="health" source={source} />,
          source.lastReceivedAt ? formatAge(source.lastReceivedAt, now, language) : t.intake.connectors.never,
          formatNumber(source.devices, language),
          formatNumber(source.uplinks, language),
          formatNumber(source.waitingLetters, language),
        ],
      }))}
    />
  )
}
