// After an error the reader starts at the summary, and its links go to the field itself.
export function errorFocus() {
  const summary = document.querySelector('.govuk-error-summary')
  if (!summary) return
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]')
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    const label = document.querySelector(`label[for="${field.id}"]`) ?? field.closest('fieldset')
    ;(label ?? field).scrollIntoView()
    field.focus({ preventScroll: true })
  })
}
