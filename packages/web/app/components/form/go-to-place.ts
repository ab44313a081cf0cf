/**
 * Follows a link to a place on this page without the router. To the router that is another page, on which nothing was sent: what is wrong with
 * the form would be gone from the field to which the link leads.
 */
export function goToPlace(event: MouseEvent): void {
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null
  const place = link && document.getElementById(link.hash.slice(1))
  if (!place || !isPlain || event.defaultPrevented) return
  event.preventDefault()
  // The address tells the place as after any link; the router hears nothing of it.
  history.replaceState(history.state, '', link.hash)
  // A heading or a part of the page takes the focus only when it is told to.
  if (place.tabIndex < 0) place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView()
}
