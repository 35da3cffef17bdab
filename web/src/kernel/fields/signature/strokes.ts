/** Drawing on a canvas with mouse, pen or finger; `begun` is called at the first stroke. */
export function drawOn(canvas: HTMLCanvasElement, begun: () => void): () => void {
  const brush = canvas.getContext('2d')
  const ratio = window.devicePixelRatio || 1
  canvas.width = canvas.clientWidth * ratio
  canvas.height = canvas.clientHeight * ratio
  if (!brush) return () => undefined
  brush.scale(ratio, ratio)
  brush.lineWidth = 2.5
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  brush.strokeStyle = '#111'
  const down = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId)
    brush.beginPath()
    brush.moveTo(event.offsetX, event.offsetY)
    brush.lineTo(event.offsetX, event.offsetY)
    brush.stroke()
    begun()
  }
  const move = (event: PointerEvent) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return
    brush.lineTo(event.offsetX, event.offsetY)
    brush.stroke()
  }
  canvas.addEventListener('pointerdown', down)
  canvas.addEventListener('pointermove', move)
  return () => {
    canvas.removeEventListener('pointerdown', down)
    canvas.removeEventListener('pointermove', move)
  }
}

export function clearStrokes(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height)
}
