import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { PackageScopes } from '../bundle/packageScopes.ts'
import { scriptFlags } from './scriptFlags.ts'
import type { TestRunner, TestRunnerName } from './testRunner.ts'

/** The runner of a test file, or why there is none: a sentence for people. */
export type FoundRunner = { readonly runner: TestRunner } | { readonly problem: string }

/** Configuration files, by the start of their names. */
const configurations: readonly (readonly [RegExp, TestRunnerName])[] = [
  [/^vitest\.(?:config|workspace)\./, 'vitest'],
  [/^jest\.config\./, 'jest'],
  [/^\.mocharc\./, 'mocha'],
]

const programs: Readonly<Record<Exclude<TestRunnerName, 'node'>, readonly string[]>> = {
  vitest: ['vitest.mjs'],
  jest: ['bin/jest.js'],
  mocha: ['bin/mocha.js', 'bin/mocha'],
}

/** What a folder says about runners. */
interface FolderFacts {
  readonly configured: ReadonlySet<TestRunnerName>
  /** Named by the package's dependencies or scripts. */
  readonly named: ReadonlySet<TestRunnerName>
  /** By the test script, if it names just one. */
  readonly preferred: TestRunnerName | null
  readonly scripts: Readonly<Record<string, string>>
  readonly hasManifest: boolean
}

/** Finds the runner and its configuration for a test file: the nearest of each, hoisted or not. Remembers folders. */
export class RunnerFinder {
  readonly #root: string
  readonly #folders = new Map<string, FolderFacts>()
  readonly #scopes = new PackageScopes()

  /** @param root absolute, real: no configuration is looked for above it */
  constructor(root: string) {
    this.#root = root
  }

  /** @param file absolute, real @param text what the file imports tells more than any configuration */
  find(file: string, text: string): FoundRunner {
    const folders = this.#foldersOf(file)
    const facts = folders.map((folder) => ({ folder, ...this.#factsOf(folder) }))
    const own = runnerByText(text)
    const known = facts.find(({ configured, named }) => configured.size > 0 || named.size > 0)
    const all = new Set(known === undefined ? [] : [...known.configured, ...known.named])
    const name = own ?? facts.find(({ preferred }) => preferred !== null)?.preferred ?? only(known?.configured) ?? only(all) ?? null
    if (name === null) {
      if (all.size > 1) return { problem: `Two test runners are set up, ${[...all].join(' and ')}, and neither the script "test" nor ${path.basename(file)} says which of them runs it.` }
      return { problem: `No test runner was found for ${this.#shown(file)}: none of vitest, jest, mocha and node:test is configured in ${this.#shown(folders[0] ?? this.#root)} or above it.` }
    }
    const home = facts.find(({ configured }) => configured.has(name)) ?? facts.find(({ named }) => named.has(name)) ?? facts.find(({ hasManifest }) => hasManifest)
    const cwd = home?.folder ?? path.dirname(file)
    const flags = scriptFlags(name, facts.flatMap(({ scripts }) => Object.values(scripts)))
    if (name === 'node') return { runner: { name, cwd: facts.find(({ hasManifest }) => hasManifest)?.folder ?? cwd, program: null, version: null, flags } }
    return this.#installed(name, cwd, path.dirname(file), flags)
  }

  #installed(name: Exclude<TestRunnerName, 'node'>, cwd: string, testFolder: string, flags: readonly string[]): FoundRunner {
    for (const from of [cwd, testFolder]) {
      const folder = this.#scopes.installed(name, from)
      const program = folder === null ? undefined : programs[name].map((each) => path.join(folder, each)).find((each) => existsSync(each))
      if (folder !== null && program !== undefined) {
        const { version } = readManifest(folder) ?? {}
        return { runner: { name, cwd, program, version: typeof version === 'string' ? version : null, flags } }
      }
    }
    return { problem: `The tests run with ${name}, which is not installed in ${this.#shown(cwd)}. Install the package's dependencies, then profile again.` }
  }

  #foldersOf(file: string): string[] {
    const folders: string[] = []
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      folders.push(folder)
      if (folder === this.#root || path.dirname(folder) === folder) return folders
    }
  }

  #factsOf(folder: string): FolderFacts {
    const known = this.#folders.get(folder)
    if (known !== undefined) return known
    const facts = readFacts(folder)
    this.#folders.set(folder, facts)
    return facts
  }

  #shown(file: string): string {
    const relative = path.relative(this.#root, file)
    return relative === '' ? 'the workspace' : relative.split(path.sep).join('/')
  }
}

function readFacts(folder: string): FolderFacts {
  const configured = new Set<TestRunnerName>()
  const named = new Set<TestRunnerName>()
  for (const name of listNames(folder)) {
    for (const [pattern, runner] of configurations) if (pattern.test(name)) configured.add(runner)
    if (/^vite\.config\.[cm]?[jt]s$/.test(name) && /\btest\s*:/.test(readText(path.join(folder, name)))) configured.add('vitest')
  }
  const manifest = readManifest(folder)
  if (manifest === null) return { configured, named, preferred: null, scripts: {}, hasManifest: false }
  for (const name of ['jest', 'mocha'] as const) if (name in manifest) configured.add(name)
  for (const key of ['dependencies', 'devDependencies']) {
    const needs = Object.keys(asObject(manifest[key]))
    for (const name of ['vitest', 'jest', 'mocha'] as const) if (needs.includes(name)) named.add(name)
  }
  const scripts = Object.fromEntries(Object.entries(asObject(manifest['scripts'])).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const byScripts = new Set(Object.values(scripts).flatMap(runnersOfScript))
  for (const name of byScripts) named.add(name)
  return { configured, named, preferred: only(new Set(runnersOfScript(scripts['test'] ?? ''))) ?? only(byScripts), scripts, hasManifest: true }
}

function runnersOfScript(script: string): TestRunnerName[] {
  const found: TestRunnerName[] = []
  for (const name of ['vitest', 'jest', 'mocha'] as const) if (new RegExp(String.raw`(?:^|[\s/&;|])${name}(?:$|[\s&;|])`).test(script)) found.push(name)
  if (/\b(?:node|tsx)\b[^&;|]*\s--test\b/.test(script)) found.push('node')
  return found
}

/** The runner that a test's own imports and globals give away. */
function runnerByText(text: string): TestRunnerName | null {
  if (/['"]node:test['"]/.test(text)) return 'node'
  if (/\bfrom\s*['"]vitest['"]/.test(text)) return 'vitest'
  // Its benchmarks are programs.
  if (/\bfrom\s*['"]tinybench['"]|\brequire\(\s*['"]tinybench['"]/.test(text)) return 'node'
  if (/['"]@jest\/globals['"]|\bjest\.(?:fn|mock|spyOn|useFakeTimers)\b/.test(text)) return 'jest'
  if (/\bvi\.(?:fn|mock|spyOn|useFakeTimers)\b/.test(text)) return 'vitest'
  if (/(?:\bfrom\s*|\brequire\(\s*)['"]mocha['"]/.test(text)) return 'mocha'
  return null
}

function only(names: ReadonlySet<TestRunnerName> | undefined): TestRunnerName | null {
  return names?.size === 1 ? [...names][0] ?? null : null
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function readManifest(folder: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))
  } catch {
    return null
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
