// A password can be looked at while it is typed (OWASP ASVS 2.1.12). It is covered again before it is sent, so that no browser offers it as a remembered word.
export function showPassword() {
  for (const input of document.querySelectorAll('input[type=password][data-show]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary p-noprint'
    button.setAttribute('aria-controls', input.id)
    const set = (shown) => {
      input.type = shown ? 'text' : 'password'
      button.textContent = shown ? input.dataset.hide : input.dataset.show
    }
    button.addEventListener('click', () => set(input.type === 'password'))
    input.form.addEventListener('submit', () => set(false))
    set(false)
    input.after(button)
  }
}
