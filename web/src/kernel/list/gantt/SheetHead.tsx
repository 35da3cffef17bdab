import type { Sheet } from './timeline'

/** The days, weeks or months of a sheet, with what they belong to above. */
export function SheetHead({ sheet }: { sheet: Sheet }) {
  const groups: { name: string; days: number }[] = []
  for (const unit of sheet.units) {
    const last = groups[groups.length - 1]
    if (last?.name === unit.group) last.days += unit.days
    else groups.push({ name: unit.group, days: unit.days })
  }
  return (
    <div className="gantt-head num" aria-hidden>
      <div className="gantt-lane">{groups.map((one) => <span key={one.name} className="ellipsis" style={{ flexGrow: one.days }}>{one.name}</span>)}</div>
      <div className="gantt-lane">{sheet.units.map((unit) => <span key={unit.day} style={{ flexGrow: unit.days }}>{unit.label}</span>)}</div>
    </div>
  )
}
