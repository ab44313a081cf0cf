import type { ComponentProps, ReactNode } from 'react'
import { useLanguage } from '../../language.ts'
import type { PlacePreview } from '../../my/api.ts'
import { answerFieldOf } from '../../my/choice.ts'
import type { NoticeWithChoice } from '../../my/load-consents.server.ts'
import { finestOffer, finestTerms, notFinerThan, PLACES, TIMES } from '../../my/precision.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm, type ShownForm } from '../form/edit-form.tsx'
import { Line, Tick } from '../form/fields.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { NoticeChoices, StandingChoices } from './notice-choices.tsx'
import { PlacePicker } from './place-picker.tsx'

/**
 * The form that puts a new sensor on the map: its name, its place, what others see of it, and consent. What was consented to before is not
 * asked again; others then see the new sensor as they see those that are there.
 */
export function PlacingForm({
  state,
  notices,
  button,
  children,
  ...map
}: {
  state: (ShownForm & { choices?: PlacePreview | null | undefined }) | undefined
  notices: NoticeWithChoice[]
  button: string
  children?: ReactNode
} & Omit<ComponentProps<typeof PlacePicker>, 'offer' | 'preview'>) {
  const { t, language } = useLanguage()
  const words = t.my.place
  const standing = notices.filter(({ choice }) => choice?.inForce)
  const open = notices.flatMap(({ notice, choice }) => (choice?.inForce ? [] : [notice]))
  const most = finestOffer(open)
  const terms = finestTerms(standing.flatMap(({ choice }) => choice?.current.terms ?? []))
  const offer =
    open.length > 0
      ? { place: notFinerThan(PLACES, most.place), time: notFinerThan(TIMES, most.time) }
      : { place: [terms.place], time: [terms.time] }
  // The least, until somebody chooses more.
  const values = open.length > 0 ? { place: 'area', time: 'day' } : { ...terms }
  const answers = open.map((notice) => [
    `${answerFieldOf(notice)}.answer`,
    { label: words.answerTo(notice.title[language]) },
  ])
  return (
    <EditForm
      state={state ?? { values, mistakes: [] }}
      fields={{ ...words.fields, ...Object.fromEntries(answers) }}
    >
      {children}
      <Line name="name" />
      <PlacePicker {...map} offer={offer} preview={state?.choices ?? null} />
      <Section title={words.consentTitle}>
        {open.length > 0 ? <Paragraph>{words.consentText}</Paragraph> : null}
        {most.inGroups ? <Tick name="inGroups" /> : null}
        <NoticeChoices notices={open} />
        <StandingChoices items={standing} />
      </Section>
      <Actions>
        <Do>{button}</Do>
      </Actions>
    </EditForm>
  )
}
