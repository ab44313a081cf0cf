import type { ReactNode } from 'react'

/** A column; `key` tells those of one title apart. */
export type Column = { title: string; numeric?: boolean; key?: number }

/**
 * A table with a caption and a header for each row. On a narrow screen it scrolls inside its frame, or, with `stacks`,
 * lets the cells of a row run on below its name: for cells that need no heading to be understood. With `named` each of
 * them has a line of its own, that begins with the heading of its column.
 */
export function Table({
  caption,
  hideCaption,
  stacks,
  columns,
  rows,
}: {
  caption: string
  hideCaption?: boolean
  stacks?: boolean | 'named'
  columns: Column[]
  rows: { key: string | number; cells: ReactNode[] }[]
}) {
  return (
    <section className="sp-table-frame" aria-label={caption} tabIndex={0}>
      <table
        className={`utrecht-table utrecht-table--html-table sp-table${stacks ? ' sp-table-stacks' : ''}${stacks === 'named' ? ' sp-table-named' : ''}`}
      >
        <caption className={hideCaption ? 'sp-hidden' : 'utrecht-table__caption'}>{caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            {columns.map(({ title, numeric, key = title }) => (
              <th
                key={key}
                scope="col"
                className={`utrecht-table__header-cell${numeric ? ' utrecht-table__header-cell--numeric-column sp-numeric' : ''}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {rows.map(({ key, cells }) => (
            <tr className="utrecht-table__row" key={key}>
              {cells.map((cell, index) => {
                const column = columns[index]
                const key = column?.key ?? column?.title
                const numeric = column?.numeric ? ' utrecht-table__cell--numeric-column sp-numeric' : ''
                return index === 0 ? (
                  <th scope="row" className={`utrecht-table__cell sp-row-head${numeric}`} key={key}>
                    {cell}
                  </th>
                ) : (
                  <td
                    className={`utrecht-table__cell${numeric}`}
                    key={key}
                    {...(stacks === 'named' && { 'data-title': column?.title })}
                  >
                    {cell}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Names with their values, such as owner, licence and date. */
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  return (
    <dl className="utrecht-data-list utrecht-data-list--rows sp-facts">
      {items.map(([name, value]) => (
        <div className="utrecht-data-list__item" key={name}>
          <dt className="utrecht-data-list__item-key">{name}</dt>
          <dd className="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
