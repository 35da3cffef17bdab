import { useEffect } from 'react'

/**
 * Where the properties stand below, what is chosen by hand brings them into view. Who steps through with
 * the keys stays where she is: Enter leads to the properties.
 */
export function useShown(chosen: string | null): void {
  useEffect(() => {
    if (chosen && matchMedia('(max-width: 1100px)').matches && !document.activeElement?.matches(':focus-visible')) document.querySelector('.designer-properties')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
}
