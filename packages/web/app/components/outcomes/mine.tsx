import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { Muted, OutcomeTold } from '../../outcomes/api.ts'
import { pathsOf } from '../../paths.ts'
import { PressButton } from '../form/press-button.tsx'
import { Section } from '../page.tsx'
import { Nothing, Paragraph, TextLink } from '../text.tsx'

/** What someone was told of what came of what they follow or contributed to, per challenge, with a button to stop each. */
export function MyOutcomes({
  items,
  isMore,
  muted,
}: {
  items: OutcomeTold[]
  isMore: boolean
  muted: Muted[]
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.outcomes.mine
  const groups = new Map<string, OutcomeTold[]>()
  for (const item of items) {
    const key = item.challenge?.id ?? ''
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return (
    <Section title={words.title} id="bijdrage">
      <Paragraph>{words.lead}</Paragraph>
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
      {[...groups].map(([key, told]) => {
        const challenge = told[0]?.challenge ?? null
        return (
          <div className="sp-came" key={key}>
            <h3 className="sp-came-name">
              {challenge ? (
                <TextLink to={paths.challenge(challenge.slug)}>{challenge.title}</TextLink>
              ) : (
                words.gone
              )}
            </h3>
            <ToldList items={told} />
            {challenge && !muted.some(({ challengeId }) => challengeId === challenge.id) ? (
              <PressButton
                what="mute"
                values={{ challenge: challenge.id }}
                label={words.stopLabel(challenge.title)}
              >
                {words.stop}
              </PressButton>
            ) : null}
          </div>
        )
      })}
      {isMore ? <Paragraph className="sp-quiet">{words.more}</Paragraph> : null}
      {muted.length > 0 ? (
        <>
          <h3 className="sp-came-name">{words.stoppedTitle}</h3>
          <ul className="sp-parts">
            {muted.map(({ challengeId, challenge }) => (
              <li key={challengeId}>
                <span>{challenge?.title ?? words.gone}</span>
                <PressButton
                  what="unmute"
                  values={{ challenge: challengeId }}
                  label={words.againLabel(challenge?.title ?? words.gone)}
                >
                  {words.again}
                </PressButton>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>
        <TextLink to={paths.myMessages()}>{words.choices}</TextLink>
      </p>
    </Section>
  )
}

/** What someone was told, each with why. */
export function ToldList({ items }: { items: readonly OutcomeTold[] }) {
  return (
    <ul className="sp-came-list">
      {items.map((each) => (
        <ToldItem key={each.id} item={each} />
      ))}
    </ul>
  )
}

function ToldItem({ item: { at, sentence, path, reasons } }: { item: OutcomeTold }) {
  const { t, language } = useLanguage()
  const words = t.outcomes.mine
  const because = reasons.map((reason) => words.reasons[reason]).join(words.and)
  const to = language === 'en' ? `/en${path}` : path
  return (
    <li>
      <time className="sp-quiet sp-small" dateTime={at}>
        {formatDay(at, language)}
      </time>
      <p>
        <TextLink to={to}>{sentence[language]}</TextLink>
      </p>
      <p className="sp-quiet sp-small">{words.because(because)}</p>
    </li>
  )
}
