import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatMoment, formatNumber } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { discardDeadLetter, getDeadLetter, replayDeadLetter } from '../../workspace/intake-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/dead-letter.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { letter: await getDeadLetter(getSite(context).fetchApi, params.id) }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const values = readValues(form)
  const pressed = readPressed(form)
  const button = pressed.kind === 'do' && pressed.what === 'replay' ? 'replay' : undefined
  const work = async () => {
    if (button) {
      const { state } = await replayDeadLetter(fetchApi, id)
      if (state !== 'waiting') return redirect(withDone(paths.deadLetters(), 'opnieuw-geprobeerd'))
      return { values: {}, detail: messagesOf(language).intake.letters.stillRefused, mistakes: [], button }
    }
    await discardDeadLetter(fetchApi, id, textAt(values, 'note'))
    return redirect(withDone(paths.deadLetters(), 'weggedaan'))
  }
  return answerForm(values, work, { button })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.letters.letterTitle)
}

type Letter = Route.ComponentProps['loaderData']['letter']

export default function DeadLetterPage({ loaderData: { letter }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.letters
  return (
    <Page
      title={words.letterTitle}
      lead={letter.title[language]}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
        { name: words.title, to: paths.deadLetters() },
      ]}
    >
      <Refused answer={actionData} isAlone={letter.state !== 'waiting'} />
      <LetterFacts letter={letter} />
      <Section title={words.payload}>
        {letter.payload === null ? (
          <Nothing>{words.payloadGone}</Nothing>
        ) : (
          <pre className="sp-payload">{letter.payload}</pre>
        )}
        {letter.state === 'waiting' && letter.replayable ? (
          <PressButton what="replay" values={{}} label={words.replay}>
            {words.replay}
          </PressButton>
        ) : null}
        {letter.state === 'waiting' && !letter.replayable ? <Nothing>{words.cannotReplay}</Nothing> : null}
      </Section>
      {letter.state === 'waiting' ? (
        <Section title={words.discardTitle}>
          <EditForm state={answerToForm(actionData) ?? { values: {}, mistakes: [] }} fields={words.fields}>
            <Line name="note" />
            <Actions>
              <Do what="discard" purpose="secondary" danger>
                {words.discard}
              </Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </Page>
  )
}

function LetterFacts({ letter }: { letter: Letter }) {
  const { t, language } = useLanguage()
  const words = t.intake.letters
  const { facts } = words
  const closed = letter.closedAt ? formatMoment(letter.closedAt, language) : null
  return (
    <>
      {letter.state !== 'waiting' && closed ? (
        <Paragraph>
          {letter.state === 'replayed'
            ? words.closed.replayed(closed)
            : words.closed.discarded(closed, letter.note ?? '')}
        </Paragraph>
      ) : null}
      <Facts
        items={[
          [facts.detail, letter.detail[language]],
          [facts.origin, words.origins[letter.origin]],
          [facts.address, letter.address],
          [facts.sender, letter.sender ?? t.site.unknown],
          [facts.received, formatMoment(letter.receivedAt, language)],
          [facts.size, words.bytes(formatNumber(letter.payloadSize, language))],
          [facts.attempts, words.attempts(letter.attempts)],
        ]}
      />
    </>
  )
}
