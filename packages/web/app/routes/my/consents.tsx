import { redirect } from 'react-router'
import { Refused } from '../../components/form/edit-form.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Terms } from '../../components/my/terms.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Badge, Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { chooseConsent } from '../../my/api.ts'
import { loadConsents, type NoticeWithChoice } from '../../my/load-consents.server.ts'
import { showPurpose } from '../../my-data/show-value.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/consents.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return { items: await loadConsents(getSite(context).fetchApi) }
}

/** Withdraws in one step. */
export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const language = languageOfRequest(request)
  const work = async () => {
    const noticeVersion = Number(textAt(values, 'noticeVersion'))
    const body = { answer: 'no', noticeVersion, language }
    await chooseConsent(getSite(context).fetchApi, textAt(values, 'noticeId'), body)
    return redirect(withDone(pathsOf(language).myConsents(), 'ingetrokken'))
  }
  return answerForm(values, work, { button: 'withdraw' })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).consent.title)
}

export default function Consents({ loaderData: { items }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.consent
  const open = items.filter(({ choice }) => choice === null)
  const chosen = items.filter(({ choice }) => choice !== null)
  return (
    <Page title={words.title} lead={words.lead} above={[{ name: t.my.title, to: paths.my() }]}>
      <Refused answer={actionData} isAlone />
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
      {open.length > 0 ? (
        <Section title={words.openTitle}>
          {open.map((item) => (
            <Choice key={item.notice.id} {...item} />
          ))}
        </Section>
      ) : null}
      {chosen.length > 0 ? (
        <Section title={words.chosenTitle}>
          {chosen.map((item) => (
            <Choice key={item.notice.id} {...item} />
          ))}
        </Section>
      ) : null}
      <p>
        <TextLink to={paths.checkReceipt()}>{words.checkLink}</TextLink>
      </p>
    </Page>
  )
}

/** One notice: what was chosen, and the two ways on, of equal weight. */
function Choice({ notice, choice }: NoticeWithChoice) {
  const { t, language } = useLanguage()
  const words = t.consent
  const title = notice.title[language]
  return (
    <section className="sp-consent" aria-labelledby={`keuze-${notice.id}`}>
      <h3 id={`keuze-${notice.id}`}>{title}</h3>
      <Paragraph className="sp-quiet">
        {words.asks(notice.ownerName)}. {words.notice.purpose}: {showPurpose(notice.purpose, language)}.
      </Paragraph>
      <p>
        <Badge tone={choice?.inForce ? 'success' : 'neutral'}>
          {choice === null ? words.open : choice.inForce ? words.inForce : words.notInForce}
        </Badge>
      </p>
      {choice?.inForce && choice.current.terms ? <Terms terms={choice.current.terms} /> : null}
      <div className="sp-actions">
        <ActionLink to={pathsOf(language).myConsent(notice.id)}>
          {words.see}
          <span className="sp-hidden">: {title}</span>
        </ActionLink>
        {choice?.inForce ? (
          <PressButton
            what="withdraw"
            purpose="secondary"
            values={{ noticeId: notice.id, noticeVersion: String(notice.version) }}
            label={words.withdrawOf(title)}
          >
            {words.withdraw}
          </PressButton>
        ) : null}
      </div>
    </section>
  )
}
