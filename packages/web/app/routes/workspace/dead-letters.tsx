import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Entry, NextPage } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Badge, Nothing, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatMoment, formatNumber } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import { listOwnDatasets } from '../../workspace/api.ts'
import {
  countDeadLetters,
  discardDeadLetters,
  listDeadLetters,
  replayDeadLetters,
} from '../../workspace/intake-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/dead-letters.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const search = new URL(request.url).searchParams
  const dataset = search.get('dataset') ?? ''
  const reason = search.get('reden') ?? ''
  const [counts, letters, datasets] = await Promise.all([
    countDeadLetters(fetchApi),
    listDeadLetters(fetchApi, { dataset, reason, ...startOf(request) }),
    listOwnDatasets(fetchApi),
  ])
  const titles = new Map(datasets.map(({ id, title }) => [id, title]))
  const items = counts.items.map((item) => ({ ...item, dataset: titles.get(item.datasetId) ?? null }))
  return {
    chosen: items.find((item) => item.datasetId === dataset && item.reason === reason) ?? null,
    isPart: dataset !== '' || reason !== '',
    counts: items,
    lost: counts.lost,
    letters,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const here = pathsOf(languageOfRequest(request)).deadLetters()
  const selection = { dataset: textAt(values, 'dataset'), reason: textAt(values, 'reason') }
  const button = pressed.kind === 'do' && pressed.what === 'replay' ? 'replay' : undefined
  const work = async () => {
    if (button) {
      await replayDeadLetters(fetchApi, selection)
      return redirect(withDone(here, 'opnieuw-geprobeerd'))
    }
    await discardDeadLetters(fetchApi, selection, textAt(values, 'note'))
    return redirect(withDone(here, 'weggedaan'))
  }
  return answerForm(values, work, { button })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.letters.title)
}

export default function DeadLetters({ loaderData, actionData }: Route.ComponentProps) {
  const { chosen, isPart, counts, lost, letters } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.letters
  return (
    <Page
      title={words.title}
      lead={counts.length === 0 ? words.allStored : words.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
      ]}
    >
      {lost > 0 ? <Nothing>{words.lost(formatNumber(lost, language))}</Nothing> : null}
      <Refused answer={actionData} isAlone={chosen === null} />
      {counts.length > 0 ? (
        <Section title={words.countsTitle}>
          <Counts items={counts} />
        </Section>
      ) : null}
      {letters.items.length > 0 ? (
        <Section
          title={
            chosen
              ? words.ofDataset(chosen.title[language], chosen.dataset ?? t.site.unknown)
              : words.listTitle
          }
          aside={isPart ? <TextLink to={paths.deadLetters()}>{words.everyReason}</TextLink> : null}
        >
          <ul className="sp-entries">
            {letters.items.map((letter) => (
              <Entry
                key={letter.id}
                to={paths.deadLetter(letter.id)}
                name={letter.sender ?? letter.address}
                meta={
                  <>
                    <Badge tone="warning">{letter.title[language]}</Badge>
                    <span>{words.received(formatMoment(letter.lastReceivedAt, language))}</span>
                    {letter.times > 1 ? <span>{words.times(letter.times)}</span> : null}
                  </>
                }
                about={letter.detail[language]}
              />
            ))}
          </ul>
          <NextPage next={letters.next} />
        </Section>
      ) : null}
      {chosen ? (
        <Section title={words.discardAllTitle}>
          <EditForm state={answerToForm(actionData) ?? { values: {}, mistakes: [] }} fields={words.fields}>
            {/* Of this page, not of what was sent: what is discarded is what one sees. */}
            <input type="hidden" name="dataset" value={chosen.datasetId} />
            <input type="hidden" name="reason" value={chosen.reason} />
            <Line name="note" />
            <Actions>
              <Do what="discard" purpose="secondary" danger>
                {words.discardAll}
              </Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </Page>
  )
}

type Count = Route.ComponentProps['loaderData']['counts'][number]

function Counts({ items }: { items: Count[] }) {
  const { t, language } = useLanguage()
  const words = t.intake.letters
  const { columns } = words
  return (
    <Table
      caption={words.countsTitle}
      hideCaption
      columns={[
        { title: columns.reason },
        { title: columns.dataset },
        { title: columns.count, numeric: true },
        { title: columns.last },
        { title: columns.action },
      ]}
      rows={items.map(({ datasetId, dataset, reason, title, count, lastReceivedAt }) => ({
        key: `${datasetId} ${reason}`,
        cells: [
          <TextLink key="reason" to={pathsOf(language).deadLetters(datasetId, reason)}>
            {title[language]}
          </TextLink>,
          dataset ?? t.site.unknown,
          formatNumber(count, language),
          formatMoment(lastReceivedAt, language),
          <PressButton
            key="replay"
            what="replay"
            values={{ dataset: datasetId, reason }}
            label={words.replayAllLabel(words.ofDataset(title[language], dataset ?? t.site.unknown))}
          >
            {words.replayAll}
          </PressButton>,
        ],
      }))}
    />
  )
}
