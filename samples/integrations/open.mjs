// Node 20 or later, no packages. PROBITY_URL, PROBITY_KEY, PROBITY_POLICY are set; node open.mjs lead.json. The key is for servers: never in a browser's page.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const { PROBITY_URL: url, PROBITY_KEY: key, PROBITY_POLICY: policy, PROBITY: probity = './probity' } = process.env
const call = async (path, body, once) => {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...(once && { 'Idempotency-Key': once }) }
  const answer = await fetch(url + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  const text = await answer.text()
  if (answer.status >= 500 || answer.status === 429) throw new Error(`later: ${answer.status}`) // the same key may be sent again
  return { status: answer.status, text, said: text && JSON.parse(text) }
}
const lead = JSON.parse(readFileSync(process.argv[2]))
const opened = await call('/api/v1/decisions', lead, 'search-2291')
if (opened.status !== 201) throw new Error(opened.said.errors.map(e => `${e.code}: ${e.title}`).join('\n'))
console.log(`For the officer: ${url}${opened.said.link}`)

const decision = `/api/v1/decisions/${opened.said.id}`
let receipt
for (let pause = 1; (receipt = await call(`${decision}/receipt`)).status !== 200; pause = Math.min(pause * 1.5, 30)) {
  if (['withdrawn', 'expired'].includes((await call(decision)).said.state)) throw new Error('There will be no receipt.')
  await wait(pause * 1000)
}
writeFileSync('receipt.json', receipt.text)

const { action, receiver, case: number } = lead
execFileSync(probity, ['verify', 'receipt.json', '--policy', policy, '--case', number, '--action', action, '--receiver', receiver], { stdio: 'inherit' }) // throws unless proved
const used = await call(`${decision}/receipt/use`, { action, receiver, case: number }, 'search-2291-enquiries')
if (used.status !== 200) throw new Error(used.said.errors[0].title)
console.log('Send the enquiries.')
