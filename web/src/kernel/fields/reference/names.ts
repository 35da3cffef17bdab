/** Names of records seen in this page's life, so that a chip or a chosen value says a name and not an id. */
const names = new Map<string, string>()

export function rememberName(id: string, name: string): void { names.set(id, name) }
export function knownName(id: string): string { return names.get(id) ?? (id.length > 12 ? `…${id.slice(-6)}` : id) }
