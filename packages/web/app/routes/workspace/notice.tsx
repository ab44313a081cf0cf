import { PURPOSES } from '@samenspel/standards/consent'
import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused, useFormKey } from '../../components/form/edit-form.tsx'
import { Line, Lines, NumberLine, Select, Tick, Ticks } from '../../components/form/fields.tsx'
import { NoticeText } from '../../components/my/notice-text.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import {
  type ConsentNotice,
  changeNotice,
  createNotice,
  getNotice,
  publishNotice,
  startNoticeVersion,
} from '../../my/api.ts'
import { PLACES, TIMES } from '../../my/precision.ts'
import { showPurpose } from '../../my-data/show-value.ts'
import { pathsOf } from '../../paths.ts'
import { listOrganisations, listOwnDatasets } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { fillNotice, NOTICE_PARTS, readNotice } from '../../workspace/notice-form.ts'
import { idOfPart } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/notice.ts'

const DPV = 'https://w3id.org/dpv#'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const person = getPerson(context)
  const language = languageOfRequest(request)
  const id = idOfPart(params.id)
  const [notice, datasets, organisations] = await Promise.all([
    id === undefined ? undefined : getNotice(fetchApi, id),
    listOwnDatasets(fetchApi),
    listOrganisations(fetchApi),
  ])
  const own = datasets.filter(
    ({ access, ownerId }) => access === 'personal' && mayDo(person, 'notices', ownerId),
  )
  return {
    notice: notice ?? null,
    values: stamp(notice, language),
    datasets: own.map(({ id: value, title: label }) => ({ value, label })),
    organisations: organisations.map(({ id: value, name: label }) => ({ value, label })),
    may: mayDo(person, 'notices', notice?.ownerId),
  }
}

function stamp(notice: ConsentNotice | undefined, language: 'nl' | 'en'): FormValues {
  const filled = fillNotice(notice, language)
  return notice
    ? stampForm(filled, notice.revision)
    : { ...filled, datasetId: '', purpose: `${DPV}DataAltruism` }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const id = idOfPart(params.id)
  if (id === undefined) {
    return answerForm(values, async () => {
      const [datasetId, purpose] = [textAt(values, 'datasetId'), textAt(values, 'purpose')]
      const made = await createNotice(fetchApi, { datasetId, purpose, ...readNotice(values, language) })
      return redirect(withDone(paths.editNotice(made.id), 'gemaakt'))
    })
  }
  if (what === 'version') {
    const start = async () => {
      await startNoticeVersion(fetchApi, id, textAt(values, 'reason'))
      return redirect(withDone(paths.editNotice(id), 'verbeterd'))
    }
    return answerForm(values, start)
  }
  const save = async (revision: string | undefined) => {
    const saved = await changeNotice(fetchApi, id, { ...readNotice(values, language), revision })
    if (what === 'save') return redirect(withDone(paths.editNotice(id), 'opgeslagen'))
    await publishNotice(fetchApi, id, { check: what === 'check', revision: saved.revision })
    return redirect(withDone(paths.editNotice(id), what === 'check' ? 'uitleg-compleet' : 'gepubliceerd'))
  }
  const read = async () => stamp(await getNotice(fetchApi, id), language)
  return answerForm(values, save, { stored: { read, language } })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { office } = messagesOf(languageOf(location.pathname)).consent
  return titleMeta(location.pathname, loaderData?.notice?.title.nl ?? office.newTitle)
}

export default function EditNotice({ loaderData, actionData }: Route.ComponentProps) {
  const { notice, may } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.consent.office
  const state = answerToForm(actionData)
  return (
    <Page
      title={notice ? notice.title[language] || notice.title.nl : words.newTitle}
      lead={notice ? showPurpose(notice.purpose, language) : words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: words.title, to: paths.notices() },
      ]}
      kicker={
        notice
          ? `${words.states[notice.state]}, ${t.consent.notice.versionOnly(notice.version).toLowerCase()}`
          : null
      }
    >
      {may ? null : <Paragraph>{words.notYours}</Paragraph>}
      <Refused answer={actionData} />
      {notice && notice.state !== 'draft' ? (
        <Published notice={notice} may={may} state={state} />
      ) : (
        <Draft {...loaderData} state={state} />
      )}
      {notice && notice.history.length > 0 ? <Versions history={notice.history} /> : null}
    </Page>
  )
}

type State = ReturnType<typeof answerToForm>

function Draft({
  notice,
  values,
  datasets,
  organisations,
  may,
  state,
}: Route.ComponentProps['loaderData'] & { state: State }) {
  const { t, language } = useLanguage()
  const words = t.consent.office
  const formKey = useFormKey(notice?.revision ?? 'new', state !== undefined)
  if (notice === null && datasets.length === 0) return <Nothing>{words.noDatasets}</Nothing>
  const [titles, ...parts] = NOTICE_PARTS
  const purposes = Object.entries(PURPOSES)
  return (
    <EditForm key={formKey} state={state ?? { values, mistakes: [] }} fields={words.fields}>
      {notice ? null : (
        <>
          <Select name="datasetId" options={datasets} empty={t.forms.choose} />
          <Select
            name="purpose"
            options={purposes.map(([name, { label }]) => ({ value: DPV + name, label: label[language] }))}
          />
        </>
      )}
      <Section title={words.textTitle}>
        <Paragraph>{words.textLead}</Paragraph>
        <div className="sp-pair">
          <Line name={`${titles}.nl`} />
          <Line name={`${titles}.en`} later />
        </div>
        {parts.map((part) => (
          <div className="sp-pair" key={part}>
            <Lines name={`${part}.nl`} later />
            <Lines name={`${part}.en`} later />
          </div>
        ))}
        <Line name="contact" later />
      </Section>
      <Section title={words.offerTitle}>
        <div className="sp-pair">
          <Select
            name="offer.place"
            options={PLACES.map((value) => ({ value, label: t.my.places[value] }))}
          />
          <Select name="offer.time" options={TIMES.map((value) => ({ value, label: t.my.times[value] }))} />
        </div>
        <Tick name="offer.inGroups" />
        <div className="sp-pair">
          <NumberLine name="offer.longestDays" optional />
          <NumberLine name="offer.keptDays" optional />
        </div>
        <Ticks name="offer.recipientIds" options={organisations} optional />
        {notice && notice.version > 1 ? (
          <Tick name="asksAgain" />
        ) : (
          <input type="hidden" name="asksAgain" value="yes" />
        )}
      </Section>
      {may ? (
        <Actions>
          <Do>{notice ? t.editing.save : words.create}</Do>
          {notice ? (
            <>
              <Do what="check" purpose="secondary">
                {words.check}
              </Do>
              <Do what="publish" purpose="secondary">
                {words.publish}
              </Do>
            </>
          ) : null}
        </Actions>
      ) : null}
      {notice ? <Paragraph className="sp-quiet">{words.publishText}</Paragraph> : null}
    </EditForm>
  )
}

function Published({ notice, may, state }: { notice: ConsentNotice; may: boolean; state: State }) {
  const { t } = useLanguage()
  const words = t.consent.office
  return (
    <>
      <NoticeText notice={notice} />
      {may ? (
        <Section title={words.versionTitle}>
          <Paragraph>{words.versionText}</Paragraph>
          <EditForm state={state ?? { values: {}, mistakes: [] }} fields={words.fields}>
            <Lines name="reason" />
            <Actions>
              <Do what="version">{words.startVersion}</Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </>
  )
}

function Versions({ history }: { history: ConsentNotice['history'] }) {
  const { t, language } = useLanguage()
  const words = t.consent.office
  return (
    <Section title={words.historyTitle}>
      <Table
        caption={words.historyTitle}
        hideCaption
        columns={[
          { title: words.columns.version },
          { title: words.columns.state },
          { title: t.site.date },
          { title: words.fields.reason.label },
        ]}
        rows={history.map(({ version, state, publishedAt, reason }) => ({
          key: version,
          cells: [
            version,
            words.states[state],
            publishedAt ? formatDay(publishedAt, language) : '–',
            reason || '–',
          ],
        }))}
      />
    </Section>
  )
}
