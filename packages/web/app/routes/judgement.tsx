import { redirect } from 'react-router'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Lines } from '../components/form/fields.tsx'
import { Notice } from '../components/form/notice.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts } from '../components/table.tsx'
import { Badge, Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatMoment } from '../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { askReview, getJudgement, listHouseRules } from '../remarks/api.ts'
import { withDone } from '../workspace/paths.ts'
import { readForm, rememberPerson } from '../workspace/session.server.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/judgement.ts'

export { LostForm as ErrorBoundary } from '../components/form/lost-form.tsx'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await rememberPerson({ request, context })
    return next()
  },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const judgement = await getJudgement(fetchApi, params.id)
  const rules = await listHouseRules(fetchApi)
  const rule = rules.find(({ key }) => key === judgement.rule)?.title[languageOfRequest(request)]
  return { judgement, rule: rule ?? judgement.rule }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await askReview(getSite(context).fetchApi, id, textAt(values, 'text'))
    return redirect(withDone(pathsOf(languageOfRequest(request)).judgement(id), 'gevraagd'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.judgements.one)
}

export default function JudgementPage({ loaderData: { judgement, rule }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.judgements
  const { kind, verdict, reason, judgedAt, stands, reports, answers, review, path, mayAskReview } = judgement
  return (
    <Page
      title={`${words.kinds[kind]} ${words.verdicts[verdict]}`}
      above={[{ name: words.title, to: paths.judgements() }]}
      kicker={stands ? undefined : <Badge>{words.past}</Badge>}
    >
      <Notice texts={t.remarks.done} />
      <Facts
        items={[
          [
            words.rule,
            <TextLink key="rule" to={`${paths.houseRules()}#${judgement.rule}`}>
              {rule}
            </TextLink>,
          ],
          [
            words.reason,
            <span key="reason" className="sp-remark-text">
              {reason}
            </span>,
          ],
          [words.when, `${formatMoment(judgedAt, language)}, ${words.reports(reports)}`],
          [
            words.about,
            path === null ? (
              words.noPage
            ) : (
              <TextLink key="path" to={language === 'en' ? `/en${path}` : path}>
                {words.open}
              </TextLink>
            ),
          ],
        ]}
      />
      {answers === null ? null : (
        <Paragraph>
          {words.answers} <TextLink to={paths.judgement(answers)}>{words.before}</TextLink>
        </Paragraph>
      )}
      {review === null ? null : review.answeredBy === null ? (
        <Nothing>{words.asked}</Nothing>
      ) : (
        <Paragraph>
          {words.answered} <TextLink to={paths.judgement(review.answeredBy)}>{words.answer}</TextLink>
        </Paragraph>
      )}
      {mayAskReview ? (
        <Section title={words.review.title}>
          <Paragraph>{words.review.lead}</Paragraph>
          <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.review.fields}>
            <Lines name="text" rows={4} />
            <Actions>
              <Do>{words.review.button}</Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </Page>
  )
}
