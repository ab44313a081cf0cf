import { describeDuration } from '@samenspel/standards/times'
import { formatDay, formatEuro, formatList } from '../../format.ts'
import type { EthicsQuestion, Intervention } from '../../interventions/api.ts'
import { planAddress } from '../../interventions/api.ts'
import { criterionSentence, hypothesisSentence } from '../../interventions/view.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { AreasPicture } from '../areas-picture.tsx'
import { Section } from '../page.tsx'
import { Facts, Table } from '../table.tsx'
import { Heading, Nothing, Paragraph, Prose, TextLink, writtenIn } from '../text.tsx'

type Of = { item: Intervention }

/** What, where, when, who. */
export function WhatAndWhere({ item }: Of) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventions
  return (
    <Section title={words.what}>
      <div className="sp-plan">
        <Prose text={item.summary} />
        <Facts
          items={[
            [
              words.where,
              item.areas.map(({ code, name }, index) => (
                <span key={code}>
                  {index > 0 ? ', ' : ''}
                  <TextLink to={paths.area(code)}>{name}</TextLink>
                </span>
              )),
            ],
            [words.planned, writeDays(item.start, item.end)],
            ...(item.startedOn === null
              ? []
              : [[words.really, writeDays(item.startedOn, item.endedOn)] satisfies [string, string]]),
            [words.owner, item.ownerName],
          ]}
        />
        <AreasPicture areas={item.areas} compared={item.comparisons} />
        {item.parties.length > 0 ? (
          <>
            <Heading level={3}>{words.parties}</Heading>
            <ul className="sp-list">
              {item.parties.map(({ organisationId, role, contribution }) => (
                <li key={organisationId}>
                  <strong>{item.partyNames[organisationId] ?? t.site.unknown}</strong>, {words.roles[role]}
                  {contribution ? <span {...writtenIn(language)}>: {contribution}</span> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Section>
  )

  function writeDays(from: string | null, to: string | null): string {
    if (from === null) return t.site.notFilledIn
    const first = formatDay(from, language)
    return to === null ? words.from(first) : words.period(first, formatDay(to, language))
  }
}

/** Which goal it serves, from which decision it follows, and what is expected. */
export function WhyAndWhat({ item }: Of) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventions
  const { challenge, decision, goal, design, indicators } = item
  const period = indicators.find(({ id }) => id === item.hypothesis?.indicatorId)?.period
  const lengthOf = (count: number) =>
    period === undefined ? words.count(count) : describeDuration(count, period)[language]
  return (
    <Section title={words.why}>
      <div className="sp-plan">
        <Facts
          items={[
            ...(challenge
              ? [
                  [
                    words.challenge,
                    <TextLink key="c" to={paths.challenge(challenge.slug, 'intervention')}>
                      {challenge.title}
                    </TextLink>,
                  ] satisfies [string, React.ReactNode],
                ]
              : []),
            [words.goal, goal ? goal.title : t.site.notFilledIn],
            [
              words.decision,
              decision ? (
                <TextLink key="decision" to={paths.decision(decision.slug)}>
                  {decision.title}
                </TextLink>
              ) : (
                words.noDecision
              ),
            ],
          ]}
        />
        <Heading level={3}>{words.expect}</Heading>
        <p className="sp-question">{hypothesisSentence(item, t, language)}</p>
        {item.hypothesis?.reason ? <Prose text={item.hypothesis.reason} /> : null}
        {indicators.length > 0 ? (
          <ul className="sp-list">
            {indicators.map(({ id, slug, title }) => (
              <li key={id}>
                <TextLink to={paths.indicator(slug, item.areaCodes[0])}>{title}</TextLink>
              </li>
            ))}
          </ul>
        ) : null}
        <Criteria title={words.scaleWhen} item={item} of={item.scaleWhen} />
        <Criteria title={words.stopWhen} item={item} of={item.stopWhen} />
        {design ? (
          <>
            <Heading level={3}>{words.measured}</Heading>
            <Paragraph>
              {item.comparisons.length > 0
                ? words.compared(
                    formatList(
                      item.comparisons.map(({ name }) => name),
                      language,
                    ),
                  )
                : words.notCompared}{' '}
              {words.periods(lengthOf(design.periodsBefore), lengthOf(design.periodsAfter))}{' '}
              {design.method ? words.method(t.evaluations.methods[design.method].name) : words.methodLater}
              {design.step ? ` ${words.step(t.evaluationDesk.stepNames[design.step])}` : ''}
            </Paragraph>
            {design.note ? <Prose text={design.note} /> : null}
          </>
        ) : null}
      </div>
    </Section>
  )
}

function Criteria({ title, item, of }: Of & { title: string; of: Intervention['scaleWhen'] }) {
  const { t, language } = useLanguage()
  if (of.length === 0) return null
  return (
    <>
      <Heading level={3}>{title}</Heading>
      <ul className="sp-list">
        {of.map((each) => (
          <li key={`${each.indicatorId} ${each.value} ${each.by}`}>
            {criterionSentence(item, each, t, language)}{' '}
            {each.text ? <span {...writtenIn(language)}>{each.text}</span> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What was registered, beside what went otherwise. */
export function PlanBesideDeviations({ item }: Of) {
  const { t, language } = useLanguage()
  const words = t.interventions
  return (
    <Section title={words.plan}>
      <div className="sp-two">
        <section className="sp-plan">
          <Heading level={3}>{words.registered}</Heading>
          {item.plans.length === 0 ? <Nothing>{words.noPlan}</Nothing> : null}
          <ul className="sp-sources">
            {item.plans.map(({ number, sha256, registeredAt, reason, beforehand }) => (
              <li key={number}>
                <strong>{words.planVersion(number, formatDay(registeredAt, language))}</strong>
                {beforehand ? null : <p className="sp-quiet">{words.planLate}</p>}
                {reason ? (
                  <p>
                    <span className="sp-quiet">{words.planWhy}: </span>
                    <span {...writtenIn(language)}>{reason}</span>
                  </p>
                ) : null}
                <p>
                  <TextLink to={planAddress(item.slug, number)}>{words.download}</TextLink>
                </p>
                <p className="sp-quiet sp-hash">
                  {words.hash}: <code>{sha256}</code>
                </p>
              </li>
            ))}
          </ul>
          {item.plannedCost === null ? null : (
            <Paragraph>{words.plannedCost(formatEuro(item.plannedCost, language))}</Paragraph>
          )}
        </section>
        <section className="sp-plan">
          <Heading level={3}>{words.deviations}</Heading>
          {item.deviations.length === 0 ? <Nothing>{words.noDeviations}</Nothing> : null}
          <ul className="sp-sources">
            {item.deviations.map(({ id, what, inWords, why, since }) => (
              <li key={id}>
                <strong {...(inWords ? {} : writtenIn(language))}>{inWords?.[language] ?? what}</strong>{' '}
                <span className="sp-quiet">({words.since(formatDay(since, language))})</span>
                <p {...writtenIn(language)}>{why}</p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Section>
  )
}

/** The answers to the ethics and privacy check: those that were sealed, and beside them those of later. */
export function EthicsAnswers({ item, questions }: Of & { questions: EthicsQuestion[] }) {
  const { t, language } = useLanguage()
  const words = t.interventions
  const check = item.ethicsCheck
  const later = item.laterEthicsChecks.filter(({ at }) => check === null || at > check.at)
  const [newest] = later
  return (
    <Section title={words.ethics}>
      {check === null && !newest ? (
        <Nothing>{words.noEthics}</Nothing>
      ) : (
        <>
          <Table
            caption={words.ethics}
            hideCaption
            columns={[
              { title: words.question },
              { title: newest ? words.ethicsSealed : words.answer },
              ...(newest ? [{ title: words.ethicsNew(formatDay(newest.at, language)) }] : []),
            ]}
            rows={questions.map(({ id, text }) => {
              const find = (of: EthicsCheck | null) => of?.answers.find(({ question }) => question === id)
              const [then, now] = [find(check), find(newest ?? null)]
              const isSame = then && now && then.answer === now.answer && then.text === now.text
              return {
                key: id,
                cells: [
                  text[language],
                  <EthicsAnswer key="then" found={then} />,
                  ...(newest
                    ? [isSame ? words.ethicsSame : <EthicsAnswer key="now" found={now} isNew />]
                    : []),
                ],
              }
            })}
          />
          {check ? <Paragraph>{words.ethicsBy(check.by, formatDay(check.at, language))}</Paragraph> : null}
          {later.map(({ number, by, at, reason }) => (
            <Paragraph key={number}>
              {words.ethicsBy(by, formatDay(at, language))} {words.ethicsAgain}{' '}
              <span {...writtenIn(language)}>{reason}</span>
            </Paragraph>
          ))}
        </>
      )}
    </Section>
  )
}

type EthicsCheck = NonNullable<Intervention['ethicsCheck']>

function EthicsAnswer({
  found,
  isNew = false,
}: {
  found: EthicsCheck['answers'][number] | undefined
  isNew?: boolean
}) {
  const { t, language } = useLanguage()
  const answer = found ? t.interventions.answers[found.answer] : t.site.notFilledIn
  return (
    <>
      {isNew ? <strong>{answer}</strong> : answer}
      {found?.text ? <span {...writtenIn(language)}>. {found.text}</span> : null}
    </>
  )
}
