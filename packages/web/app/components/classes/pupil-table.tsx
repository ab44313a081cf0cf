import type { SchoolClass } from '../../classes/api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { PressButton } from '../form/press-button.tsx'
import { Table } from '../table.tsx'
import { Nothing } from '../text.tsx'
import { ActionLink } from '../workspace/action-link.tsx'

/**
 * The pupils of a class by nickname, with what the teacher can do with each.
 * @param cards address of the page where cards are made
 */
export function PupilTable({ members, cards }: { members: SchoolClass['members']; cards: string }) {
  const { t, language } = useLanguage()
  const words = t.classes.teacher
  return (
    <>
      {members.length === 0 ? (
        <Nothing>{words.pupilsNone}</Nothing>
      ) : (
        <Table
          caption={words.pupilsTitle}
          hideCaption
          columns={[
            { title: words.columns.nickname },
            { title: words.columns.since },
            { title: words.columns.action },
          ]}
          rows={members.map(({ id, nickname, joinedAt }) => ({
            key: id,
            cells: [
              <span key="name" lang="nl">
                {nickname}
              </span>,
              formatDay(joinedAt, language),
              <div key="do" className="sp-row-actions">
                <PressButton what="card" values={{ pupilId: id }} label={words.newCardFor(nickname)}>
                  {words.newCard}
                </PressButton>
                <details className="sp-confirm">
                  <summary aria-label={words.removeFor(nickname)}>{words.remove}</summary>
                  <PressButton
                    what="delete"
                    values={{ pupilId: id }}
                    label={t.editing.removeYes(words.removeOne(nickname))}
                    danger
                  >
                    {t.editing.removeYes(words.removeOne(nickname))}
                  </PressButton>
                </details>
              </div>,
            ],
          }))}
        />
      )}
      <div className="sp-actions">
        <ActionLink to={cards}>{words.cardsLink}</ActionLink>
      </div>
    </>
  )
}
