import { listAnalyses } from '../../analyses/api.ts'
import { listClasses } from '../../classes/api.ts'
import { AnalysisBadge } from '../../components/analyses/entries.tsx'
import { Entry } from '../../components/lists.tsx'
import { ToldList } from '../../components/outcomes/mine.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { RemarkList } from '../../components/remarks/remarks-section.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { type HostedSensor, listKits, listMyConsents, listMySensors } from '../../my/api.ts'
import { stateIn } from '../../my/state.ts'
import { listMyOutcomes } from '../../outcomes/api.ts'
import { pathsOf } from '../../paths.ts'
import { listRemarks } from '../../remarks/api.ts'
import type { Route } from './+types/home.ts'

/** As much of each kind as an overview shows. */
const SHOWN = 5
/** So many of what one was told last. */
const LATEST = 3

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [sensors, consents, kits, classes, analyses, remarks, outcomes] = await Promise.all([
    listMySensors(fetchApi),
    listMyConsents(fetchApi),
    listKits(fetchApi),
    listClasses(fetchApi),
    listAnalyses(fetchApi, { mine: true, pageSize: SHOWN }),
    listRemarks(fetchApi, { mine: true, pageSize: SHOWN }),
    listMyOutcomes(fetchApi),
  ])
  return {
    sensors,
    consents: consents.filter(({ inForce }) => inForce).length,
    kits,
    classes,
    analyses: analyses.items,
    remarks,
    told: outcomes.items.slice(0, LATEST),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.title)
}

export default function MyHome({ loaderData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my
  const { sensors, consents, kits } = loaderData
  const kitOf = ({ kit }: HostedSensor) => kits.find(({ key }) => key === kit)?.title[language] ?? kit
  return (
    <Page title={words.title} lead={words.lead}>
      <Classes items={loaderData.classes} />
      <Told items={loaderData.told} />
      <Section title={words.sensors.title}>
        {sensors.length === 0 ? (
          <Nothing>{words.sensors.none}</Nothing>
        ) : (
          <ul className="sp-entries">
            {sensors.map((sensor) => (
              <Entry
                key={sensor.id}
                to={paths.mySensor(sensor.id)}
                name={sensor.name}
                isOurs
                meta={`${kitOf(sensor)}: ${stateIn(words.sensors, sensor)}`}
                about={
                  sensor.stoppedAt
                    ? words.sensors.stopped(formatDay(sensor.stoppedAt, language))
                    : words.sensors.since(formatDay(sensor.startedAt, language))
                }
              />
            ))}
          </ul>
        )}
        <div className="sp-actions">
          <ActionLink to={paths.newSensor()}>{words.sensors.add}</ActionLink>
        </div>
      </Section>
      <Analyses items={loaderData.analyses} />
      <Remarks page={loaderData.remarks} />
      <Section title={words.consentsTitle}>
        <Paragraph>{words.consentsSome(consents)}</Paragraph>
        <p>
          <TextLink to={paths.myConsents()} strong>
            {words.consentsLink}
          </TextLink>
        </p>
      </Section>
      <Section title={words.dataTitle}>
        <Paragraph>{t.account.own.dataText}</Paragraph>
        <p>
          <TextLink to={paths.myData()} strong>
            {words.dataLink}
          </TextLink>
        </p>
      </Section>
    </Page>
  )
}

type Data = Route.ComponentProps['loaderData']

/** What a teacher comes for: it stands first, and is not there for others. */
function Classes({ items }: { items: Data['classes'] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  if (items.length === 0) return null
  const words = t.classes.teacher
  return (
    <Section title={words.title}>
      <ul className="sp-entries">
        {items.map(({ id, name, school, pupils, endsOn }) => (
          <Entry
            key={id}
            to={paths.myClass(id)}
            name={`${name}, ${school}`}
            about={words.about(pupils, formatDay(endsOn, language))}
          />
        ))}
      </ul>
    </Section>
  )
}

/** The latest of what came of what one follows or contributed to; all of it is where one can stop it. */
function Told({ items }: { items: Data['told'] }) {
  const { t, language } = useLanguage()
  if (items.length === 0) return null
  const { title, all } = t.outcomes.mine
  return (
    <Section title={title} aside={<TextLink to={pathsOf(language).myOutcomes()}>{all}</TextLink>}>
      <ToldList items={items} />
    </Section>
  )
}

function Analyses({ items }: { items: Data['analyses'] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.my
  return (
    <Section
      title={words.title}
      aside={
        items.length < SHOWN ? undefined : <TextLink to={paths.myAnalyses()}>{t.my.analysesAll}</TextLink>
      }
    >
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, state, updatedAt }) => (
          <Entry
            key={id}
            to={paths.myAnalysis(slug)}
            name={title}
            about={words.changedOn(formatDay(updatedAt, language))}
            meta={<AnalysisBadge state={state} />}
          />
        ))}
      </ul>
      <div className="sp-actions">
        <ActionLink to={paths.explore()}>{words.toExplore}</ActionLink>
      </div>
    </Section>
  )
}

function Remarks({ page: { items, next } }: { page: Data['remarks'] }) {
  const { t, language } = useLanguage()
  if (items.length === 0) return null
  return (
    <Section
      title={t.my.remarksTitle}
      aside={
        next === null ? undefined : <TextLink to={pathsOf(language).myRemarks()}>{t.remarks.all}</TextLink>
      }
    >
      <RemarkList items={items} withPlace />
    </Section>
  )
}
