// Builds the static files of the pages: node build.mjs [OUT]. Does nothing when no input has changed since the last build.
// Files are named by their content, so the server may let browsers keep them for ever; assets.json says which name is current.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] ?? join(here, '../src/Server/wwwroot/assets')
const dist = join(here, 'dist')
const stamp = join(out, '.stamp')

const hash = (...parts) => {
  const h = createHash('sha256')
  for (const p of parts) h.update(p)
  return h.digest('hex')
}
const walk = (dir) => readdirSync(dir, { withFileTypes: true })
  .flatMap((e) => e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)])
  .sort()

const inputs = ['package-lock.json', 'build.mjs'].map((f) => join(here, f)).concat(walk(join(here, 'src')))
const fingerprint = hash(...inputs.flatMap((f) => [relative(here, f), '\0', readFileSync(f)]))
if (existsSync(join(dist, 'leaked-passwords.txt')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) process.exit(0)

// The lock file as npm last installed it; anything else is installed again, exactly as locked.
const modules = join(here, 'node_modules')
const installed = join(modules, '.probity-lock')
const lock = hash(readFileSync(join(here, 'package-lock.json')))
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' })
  writeFileSync(installed, lock)
}
const sass = await import('sass')
const rtlcss = (await import('rtlcss')).default

const files = new Map() // published name -> bytes
const manifest = {}     // name in the pages -> published name
const publish = (name, bytes) => {
  const dot = name.lastIndexOf('.')
  const published = `${name.slice(0, dot)}.${hash(bytes).slice(0, 10)}${name.slice(dot)}`
  files.set(published, Buffer.from(bytes))
  manifest[name] = published
  return published
}

// Fonts: two weights, the subsets a page can need, Arabic letters only from the Arabic families.
const families = [
  { pack: 'ibm-plex-sans', name: 'IBM Plex Sans', subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'] },
  { pack: 'source-serif-4', name: 'Source Serif 4', subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'] },
  { pack: 'ibm-plex-mono', name: 'IBM Plex Mono', subsets: ['latin', 'latin-ext'] },
  { pack: 'ibm-plex-sans-arabic', name: 'IBM Plex Sans Arabic', subsets: ['arabic'] },
  { pack: 'noto-naskh-arabic', name: 'Noto Naskh Arabic', subsets: ['arabic'] },
]
let faces = ''
for (const { pack, name, subsets } of families) {
  const folder = join(modules, '@fontsource', pack)
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'))
  for (const weight of [400, 600]) {
    for (const subset of subsets) {
      const file = `${pack}-${subset}-${weight}-normal.woff2`
      const range = ranges[subset]
      if (!range) throw new Error(`No unicode-range for ${file}`)
      const published = publish(file, readFileSync(join(folder, 'files', file)))
      faces += `@font-face{font-family:"${name}";font-style:normal;font-weight:${weight};font-display:swap;src:url(${published}) format("woff2");unicode-range:${range}}`
    }
  }
  publish(`${pack}.LICENSE.txt`, readFileSync(join(folder, 'LICENSE')))
}

// Styles. The library's sheet is physical (left/right), so Arabic gets a turned copy; our own rules are logical and stay as they are.
const compiled = sass.compile(join(here, 'src/styles/probity.scss'), {
  style: 'compressed',
  charset: false,
  loadPaths: [modules, here],
  quietDeps: true,
}).css
const foreign = [/#1d70b8/i, /#0f7a52/i, /#ffdd00|#fd0\b/i, /#0b0c0c/i, /GDS Transport/i]
for (const mark of foreign) {
  const at = compiled.search(mark)
  if (at >= 0) throw new Error(`The styles still carry ${mark}: …${compiled.slice(Math.max(0, at - 200), at + 40)}…`)
}
if (/[{;]direction:/.test(compiled)) throw new Error('A direction in the styles would be turned round for Arabic: write dir in the page instead')
publish('probity.css', faces + compiled)
publish('probity.rtl.css', faces + rtlcss.process(compiled))

// Scripts: one small module, joined from one file per enhancement. Pages are complete without it.
const scripts = join(here, 'src/scripts')
const joined = walk(scripts).sort((a, b) => a.endsWith('probity.js') - b.endsWith('probity.js'))
  .map((f) => readFileSync(f, 'utf8').replace(/^import .*\n/gm, '').replace(/^export /gm, ''))
  .join('\n')
publish('probity.js', joined)
publish('favicon.svg', readFileSync(join(here, 'src/favicon.svg')))

// Passwords that leaks have shown to be common: the program carries them and no page does.
const { dictionary } = await import('@zxcvbn-ts/language-common')
const leaked = dictionary['passwords-common']
if (!(leaked?.length > 40_000)) throw new Error('The list of leaked passwords is not where it was')
mkdirSync(dist, { recursive: true })
writeFileSync(join(dist, 'leaked-passwords.txt'), leaked.join('\n') + '\n')

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
for (const [name, bytes] of files) {
  writeFileSync(join(out, name), bytes)
  if (/\.(css|js|svg)$/.test(name)) {
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
}
writeFileSync(join(out, 'assets.json'), JSON.stringify(manifest, null, 1))

const budget = 40_000
for (const sheet of ['probity.css', 'probity.rtl.css']) {
  const size = statSync(join(out, `${manifest[sheet]}.gz`)).size
  console.log(`${sheet}: ${size} bytes compressed`)
  if (size > budget) throw new Error(`${sheet} is over its budget of ${budget} bytes`)
}
writeFileSync(stamp, fingerprint)
