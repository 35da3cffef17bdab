/** How many writes are kept in mind: they are told of within seconds. */
const KEPT = 200

export interface Told { objects: string[]; catalog: boolean; request: string | null }

/** The writes of this tab, by their request ids: which of them it has read its pages anew after, and with them what is defined. */
export function ownWrites() {
  const written = new Set<string>()
  const read = new Map<string, { catalog: boolean }>()
  return {
    note(request: string | null): void { if (request) written.add(request) },
    /** Pages are asked anew now, after all that was written so far; with `catalog` what is defined too. */
    readAnew(catalog: boolean): void {
      for (const request of written) read.set(request, { catalog })
      written.clear()
      for (const request of [...read.keys()].slice(0, -KEPT)) read.delete(request)
    },
    /** What is new to this tab of what it is told. */
    news(told: readonly Told[]): Omit<Told, 'request'> {
      const objects = new Set<string>()
      let catalog = false
      for (const one of told) {
        const known = one.request === null ? undefined : read.get(one.request)
        if (!known) for (const object of one.objects) objects.add(object)
        catalog ||= one.catalog && !known?.catalog
      }
      return { objects: [...objects], catalog }
    },
  }
}

export const own = ownWrites()
