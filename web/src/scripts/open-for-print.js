// What is folded away on screen belongs to the document on paper.
export function openForPrint() {
  let opened = []
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('main details:not([open])')]
    for (const d of opened) d.open = true
  })
  addEventListener('afterprint', () => {
    for (const d of opened) d.open = false
    opened = []
  })
}
