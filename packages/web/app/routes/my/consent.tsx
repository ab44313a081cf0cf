import { redirect } from 'react-router'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Hidden, Radios, Tick } from '../../components/form/fields.tsx'
import { NoticeText } from '../../components/my/notice-text.tsx'
import { Terms } from '../../components/my/terms.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Badge, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatMoment } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import {
  type Consent,
  type ConsentNotice,
  type ConsentRecord,
  chooseConsent,
  findMyConsent,
  getPublishedNotice,
} from '../../my/api.ts'
import { choiceOf, notChosen } from '../../my/choice.ts'
import { notFinerThan, PLACES, TIMES } from '../../my/precision.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/consent.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [notice, consent] = await Promise.all([
    getPublishedNotice(fetchApi, params.id),
    findMyConsent(fetchApi, params.id),
  ])
  return { notice, consent: consent ?? null, values: fill(notice, consent) }
}

/** What was chosen before, else the least that can be said. */
function fill({ version }: ConsentNotice, consent: Consent | undefined): FormValues {
  const terms = consent?.inForce ? consent.current.terms : null
  return {
    noticeVersion: String(version),
    place: terms?.place ?? 'area',
    time: terms?.time ?? 'day',
    inGroups: terms?.inGroups ? 'yes' : '',
    until: terms?.until ? dateOf(Date.parse(terms.until)) : '',
  }
}

const DONE = { ConsentWithdrawn: 'ingetrokken', ConsentRefused: 'nee' } as Record<string, string>

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const language = languageOfRequest(request)
  return answerForm(values, async () => {
    const answer = pressed.kind === 'do' ? pressed.what : ''
    if (answer !== 'yes' && answer !== 'no') throw notChosen(messagesOf(language).consent.choice.chooseFirst)
    const notice = await getPublishedNotice(fetchApi, id)
    const version = Number(textAt(values, 'noticeVersion'))
    const { current } = await chooseConsent(fetchApi, id, choiceOf(notice, version, answer, values, language))
    return redirect(withDone(pathsOf(language).myConsent(id), DONE[current.status] ?? 'ja'))
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const language = languageOf(location.pathname)
  return titleMeta(
    location.pathname,
    loaderData?.notice.title[language] ?? messagesOf(language).consent.title,
  )
}

export default function ConsentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { notice, consent, values } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.consent
  const { offer } = notice
  return (
    <Page
      title={notice.title[language]}
      lead={words.asks(notice.ownerName)}
      above={[
        { name: t.my.title, to: paths.my() },
        { name: words.title, to: paths.myConsents() },
      ]}
      kicker={
        <Badge tone={consent?.inForce ? 'success' : 'neutral'}>
          {consent === null ? words.open : consent.inForce ? words.inForce : words.notInForce}
        </Badge>
      }
    >
      <NoticeText notice={notice} />
      <Section title={words.choice.title} id="keuze">
        <Paragraph>{words.choice.text}</Paragraph>
        {consent?.inForce && consent.current.terms ? (
          <>
            <h3>{words.choice.now}</h3>
            <Terms terms={consent.current.terms} />
          </>
        ) : null}
        <EditForm
          key={consent?.current.number ?? 0}
          state={actionData ?? { values, mistakes: [] }}
          fields={words.choice.fields}
        >
          <Hidden name="noticeVersion" />
          <Paragraph>{words.choice.onlyYes}</Paragraph>
          <Radios
            name="place"
            options={notFinerThan(PLACES, offer.place).map((value) => ({ value, label: t.my.places[value] }))}
          />
          <Radios
            name="time"
            options={notFinerThan(TIMES, offer.time).map((value) => ({ value, label: t.my.times[value] }))}
          />
          {offer.inGroups ? <Tick name="inGroups" /> : null}
          <DayLine name="until" optional />
          {offer.longestDays === null ? null : (
            <Paragraph className="sp-quiet">{words.choice.longest(offer.longestDays)}</Paragraph>
          )}
          <Actions>
            <Do what="yes" purpose="secondary">
              {words.choice.yes}
            </Do>
            <Do what="no" purpose="secondary">
              {consent?.inForce ? words.choice.stop : words.choice.no}
            </Do>
          </Actions>
        </EditForm>
      </Section>
      {consent ? <History noticeId={notice.id} records={consent.history} /> : null}
    </Page>
  )
}

function History({ noticeId, records }: { noticeId: string; records: ConsentRecord[] }) {
  const { t, language } = useLanguage()
  const words = t.consent.history
  const { columns } = words
  return (
    <Section title={words.title}>
      <Table
        caption={words.title}
        hideCaption
        stacks
        columns={Object.values(columns).map((title) => ({ title }))}
        rows={records.map(({ number, status, method, noticeVersion, recordedAt }) => {
          const when = formatMoment(recordedAt, language)
          return {
            key: number,
            cells: [
              when,
              t.consent.statuses[status],
              words.methods[method],
              words.version(noticeVersion),
              <a
                key="receipt"
                className="nl-link"
                href={pathsOf(language).consentReceipt(noticeId, number)}
                download
                aria-label={words.receiptOf(when)}
              >
                {words.receipt}
              </a>,
            ],
          }
        })}
      />
      <Paragraph className="sp-quiet">{words.receiptText}</Paragraph>
    </Section>
  )
}
