// One human act is one POST: a second press within the same page is ignored until the answer comes back.
export function sendOnce() {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.method !== 'post') return
    if (form.dataset.sent) event.preventDefault()
    else form.dataset.sent = 'yes'
  })
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent
  })
}
