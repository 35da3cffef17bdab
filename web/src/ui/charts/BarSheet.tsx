import { Link } from '@tanstack/react-router'
import type { Filter } from '@/api/types'
import { EmptyState } from '../states'
import './bar-sheet.css'

export interface BarRow { name: string; size: number; cells: string[]; object?: string; filter?: Filter }

/** A bar chart that is a table: name, bar, figures; readable without colour, a row leads to the records behind it. */
export function BarSheet({ title, help, asOf, heads, rows, none }: { title: string; help: string; asOf: string; heads: string[]; rows: BarRow[]; none: string }) {
  const most = Math.max(1, ...rows.map((row) => row.size))
  return (
    <section className="panel bar-sheet" aria-label={title}>
      <div className="row panel-title"><h2 className="grow">{title}</h2><span className="muted small num">{asOf.slice(0, 10)}</span></div>
      <p className="muted small" style={{ padding: '0 16px 8px' }}>{help}</p>
      {rows.length === 0 ? <EmptyState title={none} tight /> : (
        <div className="scroll-x">
          <table className="sheet">
            <thead><tr><th>{heads[0]}</th><th className="bar-cell"><span className="visually-hidden">{title}</span></th>{heads.slice(1).map((h) => <th key={h} className="right">{h}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <td>{row.object ? <Link to="/o/$object" params={{ object: row.object } as never} search={{ filter: row.filter } as never}>{row.name}</Link> : row.name}</td>
                  <td className="bar-cell"><span className="bar" style={{ width: `${Math.max(row.size > 0 ? 1 : 0, (100 * row.size) / most)}%` }} /></td>
                  {row.cells.map((cell, at) => <td key={at} className="right">{cell}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
