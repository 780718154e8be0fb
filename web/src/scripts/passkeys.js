// The one step that needs a script: the browser asks the device for a passkey, and the answer goes into the form (Web Authentication Level 3, 5.1).
export function passkeys() {
  if (!window.PublicKeyCredential) return
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
  const text = (buffer) => buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : ''
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      event.stopPropagation()
      const failed = form.querySelector('[data-passkey-failed]')
      failed.hidden = true
      try {
        const options = JSON.parse(form.dataset.options)
        options.challenge = bytes(options.challenge)
        if (options.user) options.user.id = bytes(options.user.id)
        for (const known of [...options.allowCredentials ?? [], ...options.excludeCredentials ?? []]) known.id = bytes(known.id)
        const { rawId, response } = await navigator.credentials[form.dataset.passkey]({ publicKey: options })
        const answer = { id: text(rawId) }
        for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) answer[part] = text(response[part])
        form.elements[form.dataset.answer ?? 'Answer'].value = JSON.stringify(answer)
        form.submit()
      } catch {
        failed.hidden = false
      }
    })
  }
}
