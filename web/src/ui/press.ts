let pressed = false
const waiting: (() => void)[] = []
const released = () => {
  pressed = false
  // The click comes after this event.
  for (const deed of waiting.splice(0)) window.setTimeout(deed)
}
document.addEventListener('pointerdown', () => { pressed = true }, true)
document.addEventListener('pointerup', released, true)
document.addEventListener('pointercancel', released, true)

/** At once, or after the click under way: what moves the page while a button is held down takes the click from it. */
export function afterPress(deed: () => void): void {
  if (pressed) waiting.push(deed)
  else deed()
}
