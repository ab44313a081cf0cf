import { redirect } from 'react-router'
import { getDraft, getDraftCheck, getPreview, listMissing, publishAnalysis } from '../../analyses/api.ts'
import { nameSubjects } from '../../analyses/check-names.server.ts'
import { viewOf } from '../../analyses/load.server.ts'
import { getHanding, handIn } from '../../classes/api.ts'
import { AnalysisText } from '../../components/analyses/analysis-text.tsx'
import { AnalysisSteering, SteeringLine } from '../../components/analyses/steering.tsx'
import { HandIn } from '../../components/classes/hand-in.tsx'
import { Refused } from '../../components/form/edit-form.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Badge, Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOfRequest, useLanguage, useSaying } from '../../language.ts'
import { within } from '../../load-insight.server.ts'
import { pathsOf } from '../../paths.ts'
import { pupilContext } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readAuthorForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/analysis-preview.ts'

/** Who is about to publish waits this long for the steering check, in milliseconds. */
const PATIENCE = 5000

export async function loader({ params: { slug }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const analysis = await getDraft(fetchApi, slug)
  const isPupil = context.get(pupilContext) !== null
  const [preview, missing, check] = await Promise.all([
    getPreview(fetchApi, slug),
    listMissing(fetchApi, slug, isPupil ? handIn : publishAnalysis),
    within(
      getDraftCheck(fetchApi, slug).then((found) => nameSubjects(found, language)),
      PATIENCE,
    ),
  ])
  const charts = analysis.charts.map(({ question, caption }, index) => ({
    question,
    caption,
    shown: viewOf(preview.charts[index]?.answer ?? null, language),
  }))
  const notes = preview.charts.map(({ differs, refusal }) => ({ differs, refusal }))
  const handing = isPupil ? await getHanding(fetchApi, slug) : null
  return { analysis, charts, notes, check, missing: missing.map(({ detail }) => detail), handing }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readAuthorForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const { fetchApi } = getSite(context)
    const paths = pathsOf(languageOfRequest(request))
    if (context.get(pupilContext)) {
      await handIn(fetchApi, slug)
      return redirect(withDone(paths.previewAnalysis(slug), 'ingeleverd'))
    }
    const published = await publishAnalysis(fetchApi, slug, { revision: textAt(values, 'read') })
    return redirect(withDone(paths.myAnalysis(published.slug), 'analyse-gepubliceerd'))
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.analysis.title) : []
}

export default function PreviewAnalysis({ loaderData, actionData }: Route.ComponentProps) {
  const { analysis, charts, notes, check, missing, handing } = loaderData
  const { t, language } = useLanguage()
  const say = useSaying()
  const paths = pathsOf(language)
  const words = t.analyses.my.previewPage
  const { slug, title, byline, revision } = analysis
  const isHandedIn = handing?.handedIn?.state === 'handed-in'
  return (
    <Page
      title={title}
      lead={isHandedIn ? t.classes.pupil.handedInLead : words.lead}
      above={[
        { name: t.analyses.my.title, to: paths.myAnalyses() },
        { name: title, to: paths.myAnalysis(slug) },
      ]}
      kicker={
        <>
          <Badge tone="warning">{isHandedIn ? t.classes.pupil.handedInBadge : t.analyses.states.draft}</Badge>
          <span>{words.title}</span>
          <TextLink to={paths.myAnalysis(slug)}>{words.back}</TextLink>
        </>
      }
    >
      <Refused answer={actionData} isAlone />
      <AnalysisText
        analysis={analysis}
        charts={charts}
        picture={(chart) => paths.draftChart(slug, chart)}
        aboveChart={(chart) => <AuthorNote note={notes[chart]} />}
        belowConclusion={<SteeringLine check={check} />}
      />
      <AnalysisSteering
        check={check}
        picture={(claim) => paths.analysisChoices(slug, undefined, claim)}
        answerTo={(respect, finding) => paths.answerFinding(slug, analysis.version, respect, finding)}
      />
      <Section title={handing ? t.classes.pupil.handInTitle : words.publishTitle} id="publiceren">
        {missing.length > 0 ? (
          <>
            <Paragraph>{words.missing}:</Paragraph>
            <ul className="sp-list">
              {missing.map((detail) => (
                <li key={detail}>{say(detail)}</li>
              ))}
            </ul>
            <p>
              <TextLink to={paths.myAnalysis(slug)}>{words.back}</TextLink>
            </p>
          </>
        ) : handing ? (
          <HandIn handing={handing} />
        ) : (
          <>
            <Paragraph>{words.publishText}</Paragraph>
            <Paragraph>
              {byline ? words.nameText(byline) : words.noName} {words.eraseText}
            </Paragraph>
            <PressButton what="publish" values={{ read: revision }} label={words.publish} purpose="secondary">
              {words.publish}
            </PressButton>
          </>
        )}
      </Section>
    </Page>
  )
}

type Note = Route.ComponentProps['loaderData']['notes'][number] | undefined

/** What its author must know of a chart: that everybody sees something else, or nothing. */
function AuthorNote({ note }: { note: Note }) {
  const { t, language } = useLanguage()
  const say = useSaying()
  const words = t.analyses.my.previewPage
  if (note?.refusal) return <p className="sp-note">{words.refused(say(note.refusal[language]))}</p>
  return note?.differs ? <p className="sp-note">{words.differs}</p> : null
}
