import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Hidden, Line, Lines, Radios } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Heading } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { answerEthics, getIntervention, listEthicsQuestions } from '../../interventions/api.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, rowsAt, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/intervention-ethics.ts'

const ANSWERS = ['yes', 'no', 'not-applicable'] as const

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [{ slug, title, state, ethicsCheck, laterEthicsChecks }, questions] = await Promise.all([
    getIntervention(fetchApi, params.slug),
    listEthicsQuestions(fetchApi),
  ])
  const [again] = laterEthicsChecks
  const newest = again ?? ethicsCheck
  const answers = questions.map(({ id }) => {
    const given = newest?.answers.find(({ question }) => question === id)
    return { question: id, answer: given?.answer ?? '', text: given?.text ?? '' }
  })
  const values = { answers, by: newest?.by ?? '', reason: '' }
  return { slug, title, questions, values, isSealed: state !== 'draft' }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const rows = rowsAt(values, 'answers')
  // A question without an answer is not sent: the API says how many are open. Mistakes are told at the row on the page.
  const sent = rows.flatMap((row, index) => (textAt(row, 'answer') === '' ? [] : [{ row, index }]))
  return answerForm(
    values,
    async () => {
      await answerEthics(getSite(context).fetchApi, slug, {
        answers: sent.map(({ row }) => ({
          question: textAt(row, 'question'),
          answer: textAt(row, 'answer'),
          text: textAt(row, 'text'),
        })),
        by: textAt(values, 'by'),
        ...(textAt(values, 'reason') !== '' && { reason: textAt(values, 'reason') }),
      })
      return redirect(withDone(pathsOf(languageOfRequest(request)).editIntervention(slug), 'opgeslagen'))
    },
    {
      place: (mistake) => {
        const [, at, rest = ''] = /^\/answers\/(\d+)(\/.*)?$/.exec(mistake.pointer) ?? []
        if (at === undefined) return mistake
        return { ...mistake, pointer: `/answers/${sent[Number(at)]?.index ?? at}${rest}` }
      },
    },
  )
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).interventionDesk.ethicsTitle)
}

export default function InterventionEthics({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, title, questions, values, isSealed } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventionDesk
  return (
    <Page
      title={words.ethicsTitle}
      lead={isSealed ? words.ethicsLeadAgain : words.ethicsLead}
      above={[
        { name: t.interventions.title, to: paths.ownInterventions() },
        { name: title, to: paths.editIntervention(slug) },
      ]}
    >
      <EditForm
        state={actionData ?? { values, mistakes: [] }}
        fields={{ ...words.ethicsFields, reason: words.ethicsReason }}
      >
        {questions.map(({ id, text, basis }, index) => (
          <section key={id} className="sp-row">
            <Heading level={2}>{text[language]}</Heading>
            <p className="sp-quiet">{basis[language]}</p>
            <Hidden name={`answers.${index}.question`} />
            <Radios
              name={`answers.${index}.answer`}
              options={ANSWERS.map((value) => ({ value, label: t.interventions.answers[value] }))}
            />
            <Lines name={`answers.${index}.text`} optional rows={2} />
          </section>
        ))}
        <Line name="by" />
        {isSealed ? <Lines name="reason" rows={3} /> : null}
        <Actions>
          <Do>{words.ethicsSave}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
