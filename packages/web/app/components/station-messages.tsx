import { useLanguage } from '../language.ts'
import { Actions, Do } from './form/buttons.tsx'
import { EditForm, type ShownForm } from './form/edit-form.tsx'
import { Line } from './form/fields.tsx'
import { Notice } from './form/notice.tsx'
import { Section } from './page.tsx'
import { Paragraph } from './text.tsx'

/** Lets who looks after a station ask for messages when something is wrong with it. */
export function StationMessages({ state }: { state: ShownForm | undefined }) {
  const { t } = useLanguage()
  const words = t.stationHealth.messages
  return (
    <Section title={words.title} id="berichten">
      <Notice texts={words.done} />
      <Paragraph>{words.text}</Paragraph>
      <EditForm state={state ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Line name="email" type="email" autoComplete="email" spellCheck={false} />
        <Actions>
          <Do purpose="secondary">{words.button}</Do>
        </Actions>
      </EditForm>
    </Section>
  )
}
