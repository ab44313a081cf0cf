import type { ComponentProps, ReactNode } from 'react'
import { useLanguage } from '../../language.ts'
import type { ConsentNotice, PlacePreview } from '../../my/api.ts'
import { finestOffer, notFinerThan, PLACES, TIMES } from '../../my/precision.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm, type ShownForm } from '../form/edit-form.tsx'
import { Line, Tick } from '../form/fields.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { NoticeChoices } from './notice-choices.tsx'
import { PlacePicker } from './place-picker.tsx'

/** The form that puts a new sensor on the map: its name, its place, what others see of it, and consent. */
export function PlacingForm({
  state,
  notices,
  button,
  children,
  ...map
}: {
  state: (ShownForm & { choices?: PlacePreview | null | undefined }) | undefined
  notices: ConsentNotice[]
  button: string
  children?: ReactNode
} & Omit<ComponentProps<typeof PlacePicker>, 'offer' | 'preview'>) {
  const { t } = useLanguage()
  const words = t.my.place
  const most = finestOffer(notices)
  const offer = { place: notFinerThan(PLACES, most.place), time: notFinerThan(TIMES, most.time) }
  // The least, until somebody chooses more.
  const start = { values: { place: 'area', time: 'day' }, mistakes: [] }
  return (
    <EditForm state={state ?? start} fields={words.fields}>
      {children}
      <Line name="name" />
      <PlacePicker {...map} offer={offer} preview={state?.choices ?? null} />
      <Section title={words.consentTitle}>
        <Paragraph>{words.consentText}</Paragraph>
        {most.inGroups ? <Tick name="inGroups" /> : null}
        <NoticeChoices notices={notices} />
      </Section>
      <Actions>
        <Do>{button}</Do>
      </Actions>
    </EditForm>
  )
}
