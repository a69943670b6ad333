// Asks the browser for a passkey, and sends what it answers with the form around the button.

const bytesOf = text =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), each => each.charCodeAt(0))

const textOf = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const known = list => (list ?? []).map(each => ({ ...each, id: bytesOf(each.id) }))

async function use(options) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: known(options.allowCredentials),
    },
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response
  return whole(credential, {
    clientDataJSON: textOf(clientDataJSON),
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
    ...(userHandle ? { userHandle: textOf(userHandle) } : {}),
  })
}

async function make(options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  })
  const { clientDataJSON, attestationObject } = credential.response
  return whole(credential, {
    clientDataJSON: textOf(clientDataJSON),
    attestationObject: textOf(attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  })
}

const whole = (credential, response) =>
  JSON.stringify({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
    ...(credential.authenticatorAttachment
      ? { authenticatorAttachment: credential.authenticatorAttachment }
      : {}),
  })

// The browser tells no more than this, so that a site cannot learn which passkeys there are.
const inWords = fault =>
  fault.name === 'InvalidStateError'
    ? 'This device has a passkey for your account already. Use another device.'
    : fault.name === 'NotAllowedError'
      ? 'No passkey was used. Press the button to try again.'
      : fault.name === 'SecurityError'
        ? 'This browser allows no passkeys at this address.'
        : 'The passkey could not be used. Press the button to try again.'

for (const part of document.querySelectorAll('[data-module="goldthread-passkey"]')) {
  const form = part.querySelector('form')
  const said = part.querySelector('[data-passkey-said]')
  const answer = form.elements.namedItem('answer')
  const ask = part.dataset.asks === 'make' ? make : use
  let asking = false
  form.addEventListener('submit', async event => {
    if (!window.PublicKeyCredential || answer.value !== '') return
    event.preventDefault()
    if (asking) return
    asking = true
    said.textContent = ''
    try {
      answer.value = await ask(JSON.parse(part.dataset.options))
      form.submit()
    } catch (fault) {
      said.textContent = inWords(fault)
    }
    asking = false
  })
}
