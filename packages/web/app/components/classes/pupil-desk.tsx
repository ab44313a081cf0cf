import type { OwnClass } from '../../classes/api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { PressButton } from '../form/press-button.tsx'
import { Entry } from '../lists.tsx'
import { Page, Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'

/** Where a pupil begins: what they can do, and how they stop. */
export function PupilDesk({ nickname, name, school }: OwnClass) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.classes.pupil
  return (
    <Page title={words.deskTitle(nickname)} lead={words.deskLead(name, school)}>
      <Section title={words.doTitle}>
        <ul className="sp-entries">
          <Entry to={paths.explore()} name={words.explore} about={words.exploreText} isOurs />
          <Entry to={paths.myAnalyses()} name={words.mine} about={words.mineText} isOurs />
          <Entry to={paths.map()} name={words.map} about={words.mapText} isOurs />
          <Entry to={paths.areas()} name={words.areas} about={words.areasText} isOurs />
        </ul>
        <Paragraph>
          <strong>{words.neverName}</strong>
        </Paragraph>
      </Section>
      <Section title={words.stopTitle}>
        <Paragraph>{words.stopText}</Paragraph>
        <div className="sp-actions">
          <PressButton what="stop" values={{}} label={words.stop} purpose="secondary">
            {words.stop}
          </PressButton>
        </div>
      </Section>
    </Page>
  )
}
