// Counts up to the minimum, then says only the number; the words come from the page, in its language.
export function characterCount() {
  for (const count of document.querySelectorAll('[data-count-for]')) {
    const field = document.getElementById(count.dataset.countFor)
    if (!field) continue
    const minimum = Number(count.dataset.minimum ?? 0)
    const say = () => {
      const n = [...field.value.trim()].length
      const text = n < minimum ? count.dataset.below : count.dataset.above
      count.textContent = text.replace('{n}', String(n))
    }
    field.addEventListener('input', say)
    say()
  }
}
