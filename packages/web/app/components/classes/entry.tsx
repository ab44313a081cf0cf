import type { PupilCard, VisitedClass } from '../../classes/api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { textAt } from '../../workspace/values.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm, type ShownForm } from '../form/edit-form.tsx'
import { Hidden, Line, Radios } from '../form/fields.tsx'
import { Page, Section } from '../page.tsx'
import { Facts } from '../table.tsx'
import { Paragraph, TextLink } from '../text.tsx'
import { ActionLink } from '../workspace/action-link.tsx'

/** The second step of coming in: a new name, or the card of before. */
export function ChooseName({ visited, state }: { visited: VisitedClass; state: ShownForm }) {
  const { t, language } = useLanguage()
  const words = t.classes.pupil
  const code = textAt(state.values, 'code')
  const hasCard = 'card' in state.values
  const names = visited.nicknames.map((name) => ({ value: name, label: name }))
  const [first = ''] = visited.nicknames
  const fresh = { values: { code, step: 'name', nickname: first }, mistakes: [] }
  const card = { values: { code, card: '' }, mistakes: [] }
  return (
    <Page title={words.nameTitle(visited.name, visited.school)}>
      <Section title={words.newTitle}>
        <Paragraph>{words.newText}</Paragraph>
        <EditForm
          state={hasCard ? fresh : { ...state, values: fresh.values }}
          fields={words.nameFields}
          key={first}
        >
          <Hidden name="code" />
          <Hidden name="step" />
          <Radios name="nickname" options={names} />
          <Actions>
            <Do what="join">{words.join}</Do>
            <Do what="names" purpose="secondary">
              {words.others}
            </Do>
          </Actions>
        </EditForm>
      </Section>
      <Section title={words.backTitle}>
        <EditForm state={hasCard ? state : card} fields={words.cardFields}>
          <Hidden name="code" />
          <Line name="card" spellCheck={false} />
          <Actions>
            <Do what="card">{words.comeBack}</Do>
          </Actions>
        </EditForm>
      </Section>
      <p>
        <TextLink to={pathsOf(language).pupil()}>{words.otherCode}</TextLink>
      </p>
    </Page>
  )
}

/** The card of who has just come in, once. */
export function GivenCard({ nickname, card }: PupilCard) {
  const { t, language } = useLanguage()
  const words = t.classes.pupil
  return (
    <Page title={words.cardTitle(nickname)} lead={words.cardLead}>
      <div className="sp-pupil-card">
        <Facts
          items={[
            [words.cardName, <strong key="name">{nickname}</strong>],
            [words.cardWords, <CardWords key="words" card={card} />],
          ]}
        />
      </div>
      <Paragraph>{words.cardUse}</Paragraph>
      <div className="sp-actions">
        <ActionLink to={pathsOf(language).pupil()} purpose="primary">
          {words.cardDone}
        </ActionLink>
      </div>
    </Page>
  )
}

/** The words of a card, which are Dutch in every language. */
export function CardWords({ card }: { card: string }) {
  return (
    <strong className="sp-card-words" lang="nl">
      {card}
    </strong>
  )
}
