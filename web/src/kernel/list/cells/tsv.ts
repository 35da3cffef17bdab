/** Rows of cells as spreadsheets put them on the clipboard: tabs between, quotes around what holds tabs or line ends. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') { cell += '"'; at += 1 } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') { rows[rows.length - 1]!.push(cell); cell = '' }
    else if (sign === '\n') { rows[rows.length - 1]!.push(cell); cell = ''; rows.push([]) }
    else if (sign !== '\r') cell += sign
  }
  const last = rows[rows.length - 1]!
  if (cell !== '' || last.length > 0) last.push(cell)
  else rows.pop()
  return rows
}

export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => (/["\t\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join('\t')).join('\n')
}
