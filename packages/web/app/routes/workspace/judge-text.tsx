import { data, redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Hidden, Lines, Radios, Select } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { WrittenText } from '../../components/remarks/remark-entry.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatMoment } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { getRemark, judgeText, listHouseRules, listModerationQueue } from '../../remarks/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/judge-text.ts'

export async function loader({ params: { kind, id }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  if (kind !== 'remark' && kind !== 'analysis') throw data(null, { status: 404 })
  const [{ items }, rules] = await Promise.all([
    listModerationQueue(fetchApi, { kind, target: id }),
    listHouseRules(fetchApi),
  ])
  const item = items[0] ?? null
  // What nobody reported a moderator can judge too; of a remark the text is at hand.
  const text = item?.text ?? (kind === 'remark' ? (await getRemark(fetchApi, id)).text : null)
  if (text === null) throw data(null, { status: 404 })
  return {
    item,
    text,
    path: item?.path ?? `/opmerkingen/${id}`,
    rules: rules.map(({ key, title, text: about }) => ({
      value: key,
      label: title[language],
      about: about[language],
    })),
  }
}

export async function action({ params: { kind, id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const [verdict, rule, reason] = ['verdict', 'rule', 'reason'].map((name) => textAt(values, name))
    const changedAt = textAt(values, 'changedAt')
    const standing = textAt(values, 'standing')
    // What was not reported is judged without having been listed.
    const read = changedAt === '' ? {} : { changedAt, standing: standing === '' ? null : standing }
    await judgeText(getSite(context).fetchApi, { kind, id, verdict, rule, reason, ...read })
    return redirect(withDone(pathsOf(languageOfRequest(request)).moderation(), 'beoordeeld'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.moderation.judgeTitle)
}

export default function JudgeText({
  loaderData: { item, text, path, rules },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.moderation
  const titles = new Map(rules.map(({ value, label }) => [value, label]))
  const [first] = item?.reports ?? []
  return (
    <Page
      title={words.judgeTitle}
      lead={words.judgeLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: words.title, to: paths.moderation() },
      ]}
    >
      <Section title={words.text}>
        <blockquote className="sp-remark">
          <WrittenText text={text} />
        </blockquote>
        <p>
          <TextLink to={language === 'en' ? `/en${path}` : path}>{t.remarks.judgements.open}</TextLink>
        </p>
      </Section>
      {item?.review && item.reports.length === 0 ? null : (
        <Section title={words.reports}>
          {item && item.reports.length > 0 ? (
            <ul className="sp-list">
              {item.reports.map(({ rule, note, reportedAt, hasAccount, times }) => (
                <li key={`${rule} ${reportedAt} ${note}`}>
                  <strong>{titles.get(rule)}</strong> (
                  {hasAccount ? words.withAccount : words.anonymous(times)},{' '}
                  {formatMoment(reportedAt, language)})
                  {note === '' ? null : (
                    <span className="sp-remark-text" dir="auto">
                      : {note}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          ) : (
            <Nothing>{words.noReports}</Nothing>
          )}
        </Section>
      )}
      {item?.standing ? (
        <Section title={words.standing}>
          <Paragraph>
            {t.remarks.judgements.verdicts[item.standing.verdict]}, {titles.get(item.standing.rule)}:{' '}
            {item.standing.reason}
          </Paragraph>
        </Section>
      ) : null}
      {item?.review ? (
        <Section title={words.review}>
          <WrittenText text={item.review.text} />
        </Section>
      ) : null}
      {item?.objection ? (
        <Paragraph>
          <strong>{item.objection[language]}</strong>
        </Paragraph>
      ) : (
        <EditForm
          state={
            actionData ?? {
              values: {
                verdict: '',
                rule: (item?.review ? item.standing?.rule : first?.rule) ?? '',
                changedAt: item?.changedAt ?? '',
                standing: item?.standing?.id ?? '',
              },
              mistakes: [],
            }
          }
          fields={words.fields}
        >
          <Radios
            name="verdict"
            options={[
              { value: 'hidden', label: words.hide },
              { value: 'shown', label: words.show },
            ]}
          />
          <Select name="rule" options={rules} empty={words.chooseRule} />
          <Lines name="reason" rows={4} />
          <Hidden name="changedAt" />
          <Hidden name="standing" />
          <Actions>
            <Do>{words.button}</Do>
          </Actions>
        </EditForm>
      )}
    </Page>
  )
}
