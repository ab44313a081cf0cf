import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Radios } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { EXPORT, listMyTables } from '../../my-data/api.ts'
import { pathsOf } from '../../paths.ts'
import { personContext } from '../../workspace/me.ts'
import { askAccounts, goAfresh } from '../../workspace/pass-cookies.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { readPasswords } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import type { Route } from './+types/erase.ts'

const SENSORS = ['remove', 'figures'] as const
const tokenOf = (request: Request) => new URL(request.url).searchParams.get('token')

/** The link in the message comes here with a token; opening it does nothing yet. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const person = context.get(personContext)
  const tables = person ? await listMyTables(getSite(context).fetchApi) : []
  return {
    confirming: Boolean(tokenOf(request)),
    singleSignOn: person?.singleSignOn === true,
    hasSensors: tables.some(({ table, rows }) => table === 'measurements.thing' && rows.length > 0),
    parts: tables
      .filter(({ rows }) => rows.length > 0)
      .map(({ table, name, erased, stays }) => ({ table, name, goes: erased !== 'not', stays })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { fetchApi } = getSite(context)
  const form = await readPasswords({ request, context })
  const token = tokenOf(request)
  const chosen = form.get('sensors')
  const sensors = SENSORS.find((each) => each === chosen)
  return answerForm(sensors ? { sensors } : {}, async () => {
    if (token) {
      const { headers } = await askAccounts(fetchApi, 'delete-user', { token, ...(sensors && { sensors }) })
      return goAfresh(withDone(pathsOf(languageOfRequest(request)).signIn(), 'account-verwijderd'), headers)
    }
    const password = String(form.get('password') ?? '')
    await askAccounts(fetchApi, 'delete-user', password === '' ? {} : { password })
    return { sentTo: context.get(personContext)?.email ?? '' }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).myData.remove.title)
}

export default function Erase({ loaderData, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.myData.remove
  const paths = pathsOf(language)
  const { confirming, singleSignOn, hasSensors, parts } = loaderData
  const above = [{ name: t.myData.title, to: paths.myData() }]
  if (actionData && 'sentTo' in actionData) {
    return <Page title={words.sentTitle} lead={words.sent(actionData.sentTo)} above={above} />
  }
  const state = actionData ?? { values: { sensors: 'remove' }, mistakes: [] }
  const [goes, stays] = [parts.filter((part) => part.goes), parts.filter((part) => part.stays)]
  return (
    <Page
      title={confirming ? words.confirmTitle : words.title}
      lead={confirming ? words.confirm : words.lead}
      above={above}
    >
      <Section title={words.goesTitle}>
        <ul className="sp-list">
          {goes.map(({ table, name }) => (
            <li key={`${table} ${name.nl}`}>{name[language]}</li>
          ))}
        </ul>
        <Paragraph>
          <TextLink to={EXPORT}>{words.keepCopy}</TextLink>
        </Paragraph>
      </Section>
      <Section title={words.staysTitle}>
        <ul className="sp-list">
          {stays.map(({ table, name, stays: why }) => (
            <li key={`${table} ${name.nl}`}>
              <strong>{name[language]}</strong>: {why?.[language]}
            </li>
          ))}
        </ul>
        <Paragraph>{words.signatures}</Paragraph>
      </Section>
      <Section title={confirming ? words.lastStep : words.stepTitle}>
        <EditForm state={state} fields={words.fields}>
          {confirming ? null : (
            <Line
              name="password"
              type="password"
              autoComplete="current-password"
              {...(singleSignOn ? { hint: words.passwordOrNot } : {})}
            />
          )}
          {confirming && hasSensors ? (
            <Radios name="sensors" options={SENSORS.map((value) => ({ value, ...words.sensors[value] }))} />
          ) : null}
          <Actions>
            <Do danger>{confirming ? words.confirmButton : words.button}</Do>
            <TextLink to={paths.myData()}>{words.keep}</TextLink>
          </Actions>
        </EditForm>
      </Section>
    </Page>
  )
}
