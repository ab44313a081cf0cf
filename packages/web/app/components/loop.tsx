import { Link } from 'react-router'
import type { Phase } from '../api.ts'
import { useLanguage } from '../language.ts'
import { STEPS, type Step, stateOfStep } from '../loop.ts'
import { pathsOf } from '../paths.ts'
import { Heading } from './text.tsx'

/** The loop as a picture: nine steps on a ring that each lead to their page. Narrow screens show a list. */
export function LoopPicture() {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const target: Record<Step, string> = {
    challenge: paths.challenges(),
    agreement: paths.agreements(),
    measurement: paths.map(),
    insight: paths.indicators(),
    signal: paths.signals(),
    decision: paths.decisions(),
    intervention: paths.interventions(),
    effect: paths.evaluations(),
    lesson: paths.lessons(),
  }
  return (
    <div className="sp-loop">
      <Ring />
      <ol className="sp-loop-steps">
        {STEPS.map((step) => (
          <li key={step} className="sp-loop-step">
            <Link to={target[step]} className="sp-loop-link">
              <span className="sp-loop-name">{t.loop.steps[step].name}</span>
              <span className="sp-loop-text">{t.loop.steps[step].text}</span>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Ring() {
  const points = STEPS.map((step, index) => {
    const angle = (index / STEPS.length) * 2 * Math.PI - Math.PI / 2
    return { step, x: round(200 + 150 * Math.cos(angle)), y: round(200 + 150 * Math.sin(angle)) }
  })
  return (
    <svg className="sp-loop-ring" viewBox="0 0 400 400" aria-hidden="true" focusable="false">
      <circle className="sp-ring-glow" cx="200" cy="200" r="112" />
      <circle className="sp-ring-line" cx="200" cy="200" r="150" />
      <g className="sp-ring-waves">
        <path d="M128 214c16-14 32-14 48 0s32 14 48 0 32-14 48 0" />
        <path d="M128 236c16-14 32-14 48 0s32 14 48 0 32-14 48 0" />
      </g>
      <g className="sp-ring-houses">
        <path d="M142 198v-30l18-16 18 16v30z" />
        <path d="M182 198v-46l20-18 20 18v46z" />
        <path d="M226 198v-34l16-14 16 14v34z" />
      </g>
      {points.map(({ step, x, y }) => (
        <circle key={step} className={`sp-ring-dot sp-ring-dot-${step}`} cx={x} cy={y} r="11" />
      ))}
    </svg>
  )
}

const round = (value: number) => Math.round(value * 10) / 10

/** Where a page stands in the loop, with the step before and after. */
export function LoopNeighbours({
  step,
  previous,
  next,
}: {
  step: Step
  previous?: { name: string; to: string } | undefined
  next?: { name: string; to: string } | undefined
}) {
  const { t } = useLanguage()
  const index = STEPS.indexOf(step)
  const before = STEPS[(index + STEPS.length - 1) % STEPS.length] as Step
  const after = STEPS[(index + 1) % STEPS.length] as Step
  return (
    <nav className="sp-neighbours" aria-label={t.loop.nav}>
      <p className="sp-neighbours-here">
        {t.loop.position(index + 1)}: <strong>{t.loop.steps[step].name}</strong>
      </p>
      <ul>
        {previous ? (
          <li className="sp-neighbours-previous">
            <Link to={previous.to}>
              <span className="sp-neighbours-step">
                {t.loop.previous}: {t.loop.steps[before].name}
              </span>
              <span className="sp-neighbours-name">{previous.name}</span>
            </Link>
          </li>
        ) : null}
        {next ? (
          <li className="sp-neighbours-next">
            <Link to={next.to}>
              <span className="sp-neighbours-step">
                {t.loop.next}: {t.loop.steps[after].name}
              </span>
              <span className="sp-neighbours-name">{next.name}</span>
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

/**
 * How far a challenge is: the nine steps, each a link to its part of the page.
 * @param begun the steps in which there is something already
 * @param open the steps in which something waits for an answer
 */
export function PhaseStepper({
  phase,
  begun,
  open,
}: {
  phase: Phase
  begun: ReadonlySet<Step>
  open: ReadonlySet<Step>
}) {
  const { t } = useLanguage()
  return (
    <nav className="sp-stepper" aria-label={t.challenges.steps}>
      <ol>
        {STEPS.map((step) => {
          const state = stateOfStep(step, phase, begun, open)
          return (
            <li
              key={step}
              className={`sp-stepper-${state}`}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              <a href={`#${step}`}>
                <span className="sp-stepper-mark" aria-hidden="true" />
                <span className="sp-stepper-name">{t.loop.steps[step].name}</span>
                <span className="sp-stepper-state">{t.loop[state]}</span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** The heading of one step of a challenge, with its number in the loop. */
export function StepHeading({ step, title }: { step: Step; title: string }) {
  const { t } = useLanguage()
  return (
    <div className="sp-step-heading">
      <span className="sp-step-number" aria-hidden="true">
        {STEPS.indexOf(step) + 1}
      </span>
      <div>
        <p className="sp-step-name">{t.loop.steps[step].name}</p>
        <Heading level={2}>{title}</Heading>
      </div>
    </div>
  )
}
