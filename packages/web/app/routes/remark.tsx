import { redirect } from 'react-router'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm, Refused } from '../components/form/edit-form.tsx'
import { Select } from '../components/form/fields.tsx'
import { Notice } from '../components/form/notice.tsx'
import { PressButton } from '../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { HiddenText } from '../components/remarks/hidden-text.tsx'
import { useTimeOf, Voices, WrittenBy, WrittenText } from '../components/remarks/remark-entry.tsx'
import { Facts } from '../components/table.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { ActionLink } from '../components/workspace/action-link.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import {
  getRemark,
  giveVoice,
  listHouseRules,
  type Remark,
  takeBackVoice,
  withdrawRemark,
} from '../remarks/api.ts'
import { personContext } from '../workspace/me.ts'
import { withDone } from '../workspace/paths.ts'
import { readForm, rememberPerson } from '../workspace/session.server.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/remark.ts'

export { LostForm as ErrorBoundary } from '../components/form/lost-form.tsx'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await rememberPerson({ request, context })
    return next()
  },
]

/** A text that is hidden is on the page for some only: the browser does not keep it. */
export const headers = () => ({ 'cache-control': 'no-store' })

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const remark = await getRemark(fetchApi, params.id)
  const rules = remark.hidden ? await listHouseRules(fetchApi) : []
  const language = languageOfRequest(request)
  const rule = rules.find(({ key }) => key === remark.hidden?.rule)?.title[language] ?? null
  return { remark, rule, isSignedIn: context.get(personContext) !== null }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : ''
  const { fetchApi } = getSite(context)
  const paths = pathsOf(languageOfRequest(request))
  return answerForm(
    values,
    async () => {
      if (what === 'withdraw') {
        const { thing, datastream, area } = await getRemark(fetchApi, id)
        await withdrawRemark(fetchApi, id)
        const back =
          area !== null
            ? paths.area(area.code)
            : datastream !== null
              ? paths.datastream(datastream)
              : paths.station(thing ?? '')
        return redirect(withDone(`${back}#opmerkingen`, 'ingetrokken'))
      }
      if (what === 'take-back') {
        await takeBackVoice(fetchApi, id)
        return redirect(withDone(paths.remark(id), 'teruggenomen'))
      }
      const stance = what === 'support' ? 'support' : 'dispute'
      const reason = textAt(values, 'reason')
      await giveVoice(fetchApi, id, { stance, ...(stance === 'dispute' && reason !== '' ? { reason } : {}) })
      return redirect(withDone(paths.remark(id), 'gestemd'))
    },
    { button: what === 'save' ? undefined : what },
  )
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.one)
}

export default function RemarkPage({ loaderData, actionData }: Route.ComponentProps) {
  const { remark, rule, isSignedIn } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks
  const timeOf = useTimeOf()
  const { id, kind, text, area, name, property, hidden, isOwn, mayChange } = remark
  return (
    <Page title={`${words.kinds[kind]}: ${name}`} above={[{ name: words.title, to: paths.remarks() }]}>
      <Notice texts={words.done} />
      <Refused answer={actionData} isAlone={isOwn} />
      {hidden ? (
        <HiddenText words={t.remarks.hidden} hidden={hidden} rule={rule} isReadable={text !== null} />
      ) : null}
      {text === null ? null : (
        <blockquote className="sp-remark sp-remark-whole">
          <WrittenText text={text} />
          <p className="sp-quiet sp-small">
            <WrittenBy remark={remark} />
          </p>
        </blockquote>
      )}
      <Facts
        items={[
          [words.judgements.about, <PlaceLink key="place" remark={remark} />],
          [t.site.time, timeOf(remark)],
          ...(property === null ? [] : [[t.site.value, words.aboutProperty(property)] as [string, string]]),
          [words.voice.title, <Voices key="voices" remark={remark} />],
        ]}
      />
      {isOwn ? (
        <>
          {mayChange ? (
            <div className="sp-actions">
              <ActionLink to={paths.editRemark(id)}>{words.form.edit}</ActionLink>
            </div>
          ) : null}
          <Section title={words.form.withdraw}>
            <Paragraph>{words.form.withdrawText}</Paragraph>
            <PressButton what="withdraw" values={{}} label={words.form.withdraw} danger purpose="secondary">
              {words.form.withdraw}
            </PressButton>
          </Section>
        </>
      ) : hidden ? null : (
        <VoiceSection remark={remark} isSignedIn={isSignedIn} state={actionData} />
      )}
      {isOwn || hidden ? null : (
        <p>
          <TextLink to={paths.reportText('remark', id)}>{words.report.title}</TextLink>
        </p>
      )}
      {area ? null : (
        <p className="sp-quiet sp-small">
          {words.notChecked} <TextLink to={paths.houseRules()}>{words.rules.title}</TextLink>
        </p>
      )}
    </Page>
  )
}

function PlaceLink({ remark: { thing, datastream, area, name } }: { remark: Remark }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  if (area) return <TextLink to={paths.area(area.code)}>{t.remarks.inArea(name)}</TextLink>
  if (datastream !== null) {
    return (
      <TextLink to={paths.datastream(datastream)}>
        {name} ({t.remarks.series})
      </TextLink>
    )
  }
  return <TextLink to={paths.station(thing ?? '')}>{name}</TextLink>
}

type State = Route.ComponentProps['actionData']

/** Supporting and disputing; for who is not signed in, the way to that. */
function VoiceSection({
  remark: { id, voice },
  isSignedIn,
  state,
}: {
  remark: Remark
  isSignedIn: boolean
  state: State
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.voice
  if (!isSignedIn) {
    return (
      <Section title={words.title}>
        <p>
          <a className="nl-link" href={paths.signIn(paths.remark(id))}>
            {words.signIn}
          </a>
        </p>
      </Section>
    )
  }
  const reasons = Object.entries(t.remarks.reasons).map(([value, label]) => ({ value, label }))
  return (
    <Section title={words.title}>
      <Paragraph>
        {voice ? <strong>{words.yours[voice.stance]} </strong> : null}
        {words.lead}
      </Paragraph>
      <div className="sp-voices">
        {voice?.stance === 'support' ? null : (
          <PressButton what="support" values={{}} label={words.support} purpose="secondary">
            {words.support}
          </PressButton>
        )}
        {voice ? (
          <PressButton what="take-back" values={{}} label={words.takeBack}>
            {words.takeBack}
          </PressButton>
        ) : null}
      </div>
      <details className="sp-details" open={state !== undefined && state.button === 'dispute'}>
        <summary>{words.dispute}</summary>
        <EditForm state={{ values: { reason: voice?.reason ?? '' }, mistakes: [] }} fields={words.fields}>
          <Select name="reason" options={reasons} empty={words.noReason} optional />
          <Actions>
            <Do what="dispute" purpose="secondary">
              {words.button}
            </Do>
          </Actions>
        </EditForm>
      </details>
    </Section>
  )
}
