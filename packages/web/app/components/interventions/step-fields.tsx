import type { Intervention } from '../../interventions/api.ts'
import { photoAddress } from '../../interventions/api.ts'
import type { StepName } from '../../interventions/steps.ts'
import { useLanguage } from '../../language.ts'
import {
  type Choice,
  DayLine,
  FileLine,
  Line,
  Lines,
  NumberLine,
  Radios,
  Select,
  Tick,
} from '../form/fields.tsx'
import { Paragraph } from '../text.tsx'

const OUTCOMES = { measure: ['finished', 'stopped'], pilot: ['scaled', 'finished', 'stopped'] } as const

/** The fields of one step in the course of an intervention. */
export function StepFields({
  step,
  item,
  decisions,
  photo,
}: {
  step: StepName
  item: Intervention
  decisions: Choice[]
  photo: Intervention['photos'][number] | null
}) {
  const { t } = useLanguage()
  const { noDecision } = t.interventionDesk
  switch (step) {
    case 'beginnen':
      return (
        <>
          <DayLine name="startedOn" />
          <Select name="decisionId" options={decisions} empty={noDecision} />
          {item.plans.length === 0 ? <Tick name="withoutRegistration" /> : null}
        </>
      )
    case 'afronden':
      return (
        <>
          <Radios
            name="outcome"
            options={OUTCOMES[item.kind].map((value) => ({ value, label: t.interventions.outcomes[value] }))}
          />
          <Lines name="reason" rows={4} />
          <Select name="decisionId" options={decisions} empty={noDecision} />
          <DayLine name="endedOn" />
        </>
      )
    case 'intrekken':
      return <Lines name="reason" rows={4} />
    case 'mijlpaal':
      return (
        <>
          <Line name="title" />
          <div className="sp-pair">
            <DayLine name="plannedOn" optional />
            {item.state === 'draft' ? null : <DayLine name="reachedOn" optional />}
          </div>
        </>
      )
    case 'kosten':
      return (
        <>
          <Line name="what" />
          <div className="sp-pair">
            <NumberLine name="amount" />
            <DayLine name="day" />
          </div>
        </>
      )
    case 'afwijking':
      return (
        <>
          <Lines name="what" rows={3} />
          <Lines name="why" rows={3} />
          <DayLine name="since" />
        </>
      )
    case 'foto':
      return (
        <>
          <FileLine name="photo" accept="image/jpeg,image/png,image/webp" />
          <Lines name="alt" rows={2} />
          <DayLine name="takenOn" optional />
        </>
      )
    case 'foto-weghalen':
      return (
        <>
          {photo && photo.withdrawal === null ? (
            <figure className="sp-photo">
              <img
                src={photoAddress(item.slug, photo.id)}
                alt={photo.alt}
                width={photo.width}
                height={photo.height}
              />
            </figure>
          ) : null}
          <Lines name="reason" rows={3} />
        </>
      )
    case 'vastleggen':
    case 'verwijderen':
      return <Paragraph>{item.title}</Paragraph>
  }
}
