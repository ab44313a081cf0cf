import { data, redirect } from 'react-router'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Lines, Radios } from '../components/form/fields.tsx'
import { Notice } from '../components/form/notice.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { WrittenText } from '../components/remarks/remark-entry.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { getRemark, listHouseRules, reportText } from '../remarks/api.ts'
import { withDone } from '../workspace/paths.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/report-text.ts'

const KINDS = ['remark', 'analysis']

export async function loader({ params: { kind, id }, request, context }: Route.LoaderArgs) {
  if (!KINDS.includes(kind)) throw data(null, { status: 404 })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const [rules, remark] = await Promise.all([
    listHouseRules(fetchApi),
    kind === 'remark' ? getRemark(fetchApi, id) : null,
  ])
  return {
    text: remark?.text ?? null,
    rules: rules.map(({ key, title, text }) => ({
      value: key,
      label: title[language],
      hint: text[language],
    })),
  }
}

export async function action({ params: { kind, id }, request, context }: Route.ActionArgs) {
  const values = readValues(await request.formData())
  return answerForm(values, async () => {
    const report = { kind, id, rule: textAt(values, 'rule'), note: textAt(values, 'note') }
    await reportText(getSite(context).fetchApi, report)
    return redirect(withDone(pathsOf(languageOfRequest(request)).reportText(kind, id), 'gemeld'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.report.title)
}

export default function ReportText({ loaderData: { text, rules }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.report
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[{ name: t.remarks.rules.title, to: paths.houseRules() }]}
    >
      <Notice texts={t.remarks.done} />
      {text === null ? null : (
        <blockquote className="sp-remark">
          <WrittenText text={text} />
        </blockquote>
      )}
      <Paragraph>
        {words.noAccount} {words.rules}
      </Paragraph>
      <EditForm state={actionData ?? { values: { rule: '' }, mistakes: [] }} fields={words.fields}>
        <Radios name="rule" options={rules} />
        <Lines name="note" optional rows={3} />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
      <p>
        <TextLink to={paths.judgements()}>{t.remarks.rules.judgements}</TextLink>
      </p>
    </Page>
  )
}
