/** The mark: three hands of a wheel that take over from each other. Drawn for this project. */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg
      className="sp-mark"
      width={size}
      height={size}
      viewBox="0 0 40 40"
      aria-hidden="true"
      focusable="false"
    >
      <path className="sp-mark-a" d="M20 4a16 16 0 0 1 15.2 11" />
      <path className="sp-mark-b" d="M35.9 21.8A16 16 0 0 1 12.6 34.2" />
      <path className="sp-mark-c" d="M7.2 29.6A16 16 0 0 1 13.4 5.4" />
      <circle className="sp-mark-a-dot" cx="13.4" cy="5.4" r="3.4" />
      <circle className="sp-mark-b-dot" cx="35.2" cy="15" r="3.4" />
      <circle className="sp-mark-c-dot" cx="12.6" cy="34.2" r="3.4" />
    </svg>
  )
}

export function Wordmark({ name }: { name: string }) {
  return (
    <>
      <Mark />
      <span className="sp-wordmark">{name}</span>
    </>
  )
}
