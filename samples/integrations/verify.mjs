// Node 20 or later. body is the Buffer of the request as it came, headers are lower-case, secret is whsec_...; gives the event, or throws.
import { createHmac, timingSafeEqual } from 'node:crypto'

export const verify = (secret, headers, body, now = Date.now(), tolerance = 300) => {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers
  if (!id || !/^\d+$/.test(at) || !signatures) throw new Error('headers are missing')
  if (Math.abs(Math.floor(now / 1000) - Number(at)) > tolerance) throw new Error('out of time')
  const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${at}.`).update(body).digest()
  const right = signatures.split(' ').some(one => {
    const given = Buffer.from(one.startsWith('v1,') ? one.slice(3) : '', 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!right) throw new Error('wrong signature')
  return JSON.parse(body) // ask your own records whether this webhook-id was dealt with before
}
