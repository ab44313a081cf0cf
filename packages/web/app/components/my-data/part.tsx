import { useLanguage } from '../../language.ts'
import type { MyRow, MyTable } from '../../my-data/api.ts'
import { showValue } from '../../my-data/show-value.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Facts, Table } from '../table.tsx'
import { Paragraph, TextLink } from '../text.tsx'

/** Rows of a part that are shown; all of them are in the file. */
const SHOWN = 20

/** The records of who used something have a page of their own, day by day. */
const LOG = 'logbook.record'

/** One part of what is held about somebody: what, what for, why that is allowed, how long, who sees it, and the data itself. */
export function Part({ table }: { table: MyTable }) {
  const { t, language } = useLanguage()
  const words = t.myData
  return (
    <Section title={table.name[language]}>
      <Paragraph>{table.about[language]}</Paragraph>
      {table.table === LOG ? (
        <p>
          <TextLink to={pathsOf(language).myDataUses()} strong>
            {words.usesInstead}
          </TextLink>
        </p>
      ) : (
        <Rows table={table} />
      )}
      <h3 className="sp-my-data-why">{words.whyTitle}</h3>
      <Facts
        items={[
          [words.why, table.why[language]],
          [words.basis, words.bases[table.basis] ?? table.basis],
          [words.kept, table.kept[language]],
          [words.seenBy, table.seenBy[language]],
        ]}
      />
    </Section>
  )
}

function Rows({ table: { name, fields, codes, rows, complete } }: { table: MyTable }) {
  const { t, language } = useLanguage()
  // What is empty in every row only takes room.
  const filled = fields.filter((field) => rows.some((row) => !isEmpty(row[field.name])))
  const [only] = rows
  const show = (row: MyRow, field: string) => showValue(row[field], language, codes)
  if (rows.length === 1 && only) {
    return <Facts items={filled.map((field) => [field.label[language], show(only, field.name)])} />
  }
  const isMore = !complete || rows.length > SHOWN
  return (
    <>
      <Table
        caption={name[language]}
        hideCaption
        columns={filled.map((field) => ({ title: field.label[language] }))}
        rows={rows.slice(0, SHOWN).map((row, index) => ({
          key: index,
          cells: filled.map((field) => show(row, field.name)),
        }))}
      />
      {isMore ? <Paragraph className="sp-quiet">{t.myData.more(SHOWN)}</Paragraph> : null}
    </>
  )
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''
