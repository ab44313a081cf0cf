import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  describeTest,
  LIMIT_TESTS,
  type LimitTest,
  type PropertyLimits,
} from '../../workspace/limits-form.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Nothing, Paragraph, TextLink } from '../text.tsx'

/** What is measured in a dataset, with its name on screen and its limits. */
export type NamedLimits = PropertyLimits & { name: string }

/** The limits by which the values of a dataset are judged, with the usual ones where it has its own. */
export function LimitsSection({
  slug,
  properties,
  may,
}: {
  slug: string
  properties: NamedLimits[]
  may: boolean
}) {
  const { t, language } = useLanguage()
  const words = t.limits
  return (
    <Section title={words.title} id="grenzen">
      <Paragraph>{words.text}</Paragraph>
      {properties.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          columns={[{ title: words.property }, ...LIMIT_TESTS.map((test) => ({ title: words.tests[test] }))]}
          rows={properties.map((one) => {
            const name = one.unit ? `${one.name} (${one.unit})` : one.name
            return {
              key: `${one.property} ${one.unit}`,
              cells: [
                may ? (
                  <TextLink key="name" to={pathsOf(language).qualityLimits(slug, one.property)}>
                    {name}
                  </TextLink>
                ) : (
                  name
                ),
                ...LIMIT_TESTS.map((test) => <Limit key={test} test={test} of={one} />),
              ],
            }
          })}
        />
      )}
      <Paragraph className="sp-after-table">{words.gapText}</Paragraph>
    </Section>
  )
}

/** One test of one property: what holds, and below it what is usual when that is something else. */
function Limit({ test, of: { limits, defaults, unit } }: { test: LimitTest; of: PropertyLimits }) {
  const { t, language } = useLanguage()
  const words = t.limits
  const say = (these: typeof limits) => describeTest(test, { limits: these, unit }, language) ?? words.off
  const isOwn = JSON.stringify(limits?.[test]) !== JSON.stringify(defaults?.[test])
  return isOwn ? (
    <>
      <strong>{say(limits)}</strong>
      <span className="sp-choice-hint">{words.usual(say(defaults))}</span>
    </>
  ) : (
    <span>{say(limits)}</span>
  )
}
