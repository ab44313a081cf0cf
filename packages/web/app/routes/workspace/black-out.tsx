import type { Mistake } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Lines, Radios } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import {
  blackOut,
  type EntryName,
  getLedgerProof,
  proofOfEntry,
  type RedactionGround,
  type RedactionReport,
} from '../../ledger/api.ts'
import { pathsOf } from '../../paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/black-out.ts'

const nameIn = ({ kind, id, version }: Route.LoaderArgs['params']): EntryName => ({
  kind: kind as EntryName['kind'],
  ...{ id, version: Number(version) },
})

export async function loader({ params, context }: Route.LoaderArgs) {
  const { title, kind, version } = await getLedgerProof(getSite(context).fetchApi, nameIn(params))
  return { title, kind, version }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const pressed = readPressed(form)
  const check = pressed.kind === 'do' && pressed.what === 'check'
  const passages = textAt(values, 'passages')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return answerForm(
    values,
    async () => {
      const body = { passages, reason: textAt(values, 'reason'), check }
      const ground = textAt(values, 'ground') as RedactionGround
      const report = await blackOut(getSite(context).fetchApi, nameIn(params), { ...body, ground })
      return { values: check ? values : {}, mistakes: [], report, isDone: !check }
    },
    { place },
  )
}

/** All passages stand in one field. */
const place = (mistake: Mistake): Mistake =>
  mistake.pointer.startsWith('/passages/') ? { ...mistake, pointer: '/passages' } : mistake

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).ledger.redaction.title)
}

export default function BlackOut({ loaderData: { title, kind, version }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.ledger.redaction
  const grounds = Object.entries(words.grounds).map(([value, label]) => ({ value, label }))
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.ledger.title, to: paths.ledger() },
      ]}
    >
      <Paragraph>
        {t.ledger.kinds[kind]}
        {title === null ? '' : `: ${title}`} ({t.ledger.version(version)})
      </Paragraph>
      {actionData && 'report' in actionData ? (
        <Report report={actionData.report} isDone={actionData.isDone} />
      ) : null}
      {/* What went does not come back in a field. */}
      {actionData && 'isDone' in actionData && actionData.isDone ? null : (
        <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
          <Lines name="passages" rows={4} />
          <Radios name="ground" options={grounds} />
          <Line name="reason" />
          <Actions>
            <Do what="check">{words.look}</Do>
            <Do purpose="secondary" danger>
              {words.button}
            </Do>
          </Actions>
        </EditForm>
      )}
    </Page>
  )
}

/** @param isLinked leads to where passages are blacked out of each */
function Entries({
  title,
  items,
  isLinked = false,
}: {
  title: string
  items: RedactionReport['elsewhere']
  isLinked?: boolean
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  if (items.length === 0) return null
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="sp-list">
        {items.map((entry) => {
          const { kind, id, version } = entry
          const name = `${t.ledger.kinds[kind]}, ${t.ledger.version(version)}`
          return (
            <li key={proofOfEntry(entry)}>
              {isLinked ? <TextLink to={paths.blackOut(kind, id, version)}>{name}</TextLink> : name}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** What goes or went, and where else it stands. */
function Report({ report, isDone }: { report: RedactionReport; isDone: boolean }) {
  const { t } = useLanguage()
  const words = t.ledger.redaction
  const { replaced, rows, withdrawal, alike, lost, elsewhere } = report
  return (
    <div
      className={`utrecht-alert utrecht-alert--${isDone ? 'ok' : 'info'} sp-notice`}
      role="status"
      tabIndex={-1}
      {...{ autoFocus: true }}
    >
      <div className="utrecht-alert__content sp-notice-text">
        <p>
          <strong>{isDone ? words.done : words.looked}</strong>
        </p>
        <ul className="sp-list">
          {replaced.map(({ kind, id, version, passages, characters, of }) => (
            <li key={`${kind} ${id} ${version}`}>
              {words.replaced(
                t.ledger.kinds[kind],
                version,
                passages,
                of === 0 ? 0 : Math.ceil((100 * characters) / of),
              )}
            </li>
          ))}
        </ul>
        <p>{words.rows(rows)}</p>
        {withdrawal === null ? null : <p>{words.beside}</p>}
        {alike.length === 0 ? null : (
          <>
            <p>
              <strong>{words.alike}</strong>
            </p>
            <ul className="sp-list">
              {alike.map(({ text, times }) => (
                <li key={text}>{words.alikeTimes(text, times)}</li>
              ))}
            </ul>
          </>
        )}
        <Entries title={words.lost} items={lost} />
        <Entries title={words.elsewhere} items={elsewhere} isLinked />
        {isDone ? null : (
          <>
            <p>{words.address}</p>
            <p>
              <strong>{words.stays}</strong>
            </p>
            <ul className="sp-list">
              {words.staysWhere.map((where) => (
                <li key={where}>{where}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
