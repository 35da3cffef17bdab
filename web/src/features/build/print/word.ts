const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Hands a Word file in base64 to the browser to be kept. */
export function saveWord(data: string, name: string) {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: MIME }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.docx`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
