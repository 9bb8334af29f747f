import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Only their addons ship: what they depend on serves to install or load them in other ways. */
const addons = new Set(['@datadog/pprof', 'v8-profiler-next'])

/**
 * The licences of everything that a package carries, bundled or beside it: most of them ask to travel with the code.
 * @param {string} root the folder whose `node_modules` has the packages
 * @param {readonly string[]} names the direct dependencies
 */
export async function thirdPartyNotices(root, names) {
  /** @type {Map<string, string>} */
  const notices = new Map()
  for (const name of names) await collect(root, name, notices)
  const sorted = [...notices].toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return `Heatline contains these packages.\n${sorted.map(([title, text]) => `\n${'='.repeat(80)}\n${title}\n\n${text.trim()}\n`).join('')}`
}

/**
 * @param {string} root
 * @param {string} name
 * @param {Map<string, string>} notices by name and version
 */
async function collect(root, name, notices) {
  const folder = path.join(root, 'node_modules', name)
  // A binary for another platform is not installed, and does not ship.
  const manifest = await readFile(path.join(folder, 'package.json'), 'utf8').then(JSON.parse, () => null)
  if (manifest === null) return
  const title = `${name} ${manifest.version} (${manifest.license})`
  if (notices.has(title)) return
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file))
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  notices.set(title, texts.join('\n\n'))
  if (addons.has(name)) return
  for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) await collect(root, needed, notices)
}
