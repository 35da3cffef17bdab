import { useId } from 'react'

/** Subtle user mark over the content (screens carry who looks at them); no data: image, so the CSP stays strict. */
export function Watermark({ text }: { text: string }) {
  const id = useId()
  return (
    <svg aria-hidden="true" width="100%" height="100%" style={{ position: 'fixed', inset: 0, pointerEvents: 'none', zIndex: 900, opacity: 'var(--mark)' }}>
      <defs>
        <pattern id={id} width="280" height="180" patternUnits="userSpaceOnUse" patternTransform="rotate(-20)">
          <text x="10" y="90" fontSize="14" fill="currentColor">{text}</text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  )
}
