// Rows of inputs for functions whose types say what they take, with the checkers of TypeScript 6 and 7.
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { API } from 'typescript/unstable/sync'
import { expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { takesThis } from '../../../src/core/source/ownText.ts'
import { untypedCall } from '../../../src/core/workloads/untypedCall.ts'
import { askTypes } from '../../../src/engine/types/askTypes.ts'
import type { TypeAnswer } from '../../../src/engine/types/typeQuestion.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { thisNode } from '../child/thisNode.ts'

const repository = path.resolve(import.meta.dirname, '../../..')
const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }

/** What a row of the function must look like, and one of the ways in which its result is driven. */
const expected: Readonly<Record<string, { readonly row: RegExp; readonly drive?: RegExp }>> = {
  areaOf: { row: /^\[new Circle\(\d+\)\]$/u },
  boxed: { row: /^\[new Box\(\{ x: -?[\d.]+, y: -?[\d.]+ \}\)\]$/u },
  construct: { row: /^\[Circle\]$/u },
  heldBy: { row: /runTask\(openLock\('/u },
  now: { row: /^\[new FixedClock\(/u },
  spelledOut: { row: /^\['.*', \d+\]$/u },
  scaled: { row: /^\[\d+\]$/u, drive: /r\(\d+\)/u },
  ordered: { row: /\(a, b\) => \(String\(a\) < String\(b\)/u },
  started: { row: /a\.next\(\d+\);/u },
  task: { row: /^\[\d+\]$/u, drive: /runTask\(r\)/u },
  titled: { row: /^\[\{ title: '.*', note: (?:'.*'|undefined)(?:, o\d+: .*)? \}\]$/u },
  sized: { row: /^\['[\d.]+px'\]$/u },
  bumped: { row: /^\[new Basket\(\), -?\d+\]$/u },
  'Basket.total': { row: /^\[\(\(it\) => \{ it\.add\(.*return it \}\)\(new Basket\(\)\), /u },
  // A number goes with one, a text with the other: what does not belong together is left out.
  matching: { row: /^\['a', -?[\d.]+\]$/u },
}

test.each([
  ['typescript', Object.keys(expected)],
  ['typescript-classic', ['heldBy', 'now', 'matching', 'sized', 'Basket.total']],
])('%s: rows that its checker accepts, of every kind of maker', async (name, names) => {
  await inTemporaryFolder({}, async (folder) => {
    cpSync(path.join(repository, 'test/fixtures/types'), folder, { recursive: true })
    mkdirSync(path.join(folder, 'node_modules'))
    symlinkSync(path.join(repository, 'node_modules/@types'), path.join(folder, 'node_modules/@types'))
    symlinkSync(path.join(repository, 'node_modules', name), path.join(folder, 'node_modules/typescript'))
    const file = path.join(folder, 'making.ts')
    const calls: string[] = []
    for (const each of names) {
      const { rows, imports } = await rowsOf(file, each)
      const all = rows?.rows ?? []
      const { row, drive } = expected[each] ?? { row: /^$/u }
      expect(all.length, `${each}: ${all[0] ?? 'no row'}`).toBeGreaterThanOrEqual(20)
      expect(all.find((text) => row.test(text)), `${each}: ${all.slice(0, 5).join('\n')}`).toBeDefined()
      if (drive !== undefined) expect(rows?.drives.find((text) => text !== null && drive.test(text)), each).toBeDefined()
      const written = all.map((text) => (each === 'Basket.total' ? `(([basket, factor]: [Basket, number]) => basket.total(factor))(${text});` : `${each}${each === 'bumped' ? '.call' : ''}(${text.slice(1, -1)});`))
      calls.push(`((${imports.map((one) => `${one.name}: typeof import(${JSON.stringify(one.from)}).${one.exported}`).join(', ')}) => { ${written.join(' ')} })`)
    }
    expect(problemsOf(file, calls)).toEqual([])
  })
}, 120_000)

test('the same seed makes the same rows', async () => {
  const file = path.join(repository, 'test/fixtures/types/making.ts')
  const [first, again] = [await rowsOf(file, 'boxed'), await rowsOf(file, 'boxed')]
  expect(first.rows?.rows.length).toBeGreaterThan(0)
  expect(again).toEqual(first)
}, 60_000)

test('a receiver that only an interface tells of has the methods of the class, not made-up ones', async () => {
  const { rows } = await rowsOf(path.join(repository, 'test/fixtures/types/prototype.js'), 'Panel.open')
  expect(rows?.rows.length).toBeGreaterThanOrEqual(20)
  expect(rows?.rows.filter((row) => !/^\[Object\.assign\(Object\.create\(Panel\.prototype\), \{ size: [^{}]* \}\), [^,]*\]$/u.test(row))).toEqual([])
}, 60_000)

async function rowsOf(file: string, name: string): Promise<TypeAnswer> {
  const text = readFileSync(file, 'utf8')
  const { functions } = discoverFunctions(text, file)
  const fn = functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`No ${name}`)
  const answer = await askTypes({
    file, text, cwd: path.dirname(file), fallback: null, ends: [fn.functionRange.end], canImport: true,
    rows: { target: { reach: fn.reach, kind: fn.kind, takesThis: takesThis(text, file, fn) }, takesReceiver: fn.reach.kind === 'instance' || takesThis(text, file, fn), usesArguments: false, untyped: untypedCall(fn, functions), bodyText: '', wanted: [], seed: 1, count: 120, given: null, imports: [] },
  }, thisNode, installation, new AbortController().signal)
  if (answer === null) throw new Error(`Nothing is known of ${name}`)
  return answer
}

/** What TypeScript finds wrong with a file that ends in these statements. */
function problemsOf(file: string, statements: readonly string[]): readonly string[] {
  const text = `${readFileSync(file, 'utf8')}\n${statements.map((each) => `;${each};`).join('\n')}\n`
  const api = new API({ cwd: path.dirname(file), fs: { readFile: (each) => (each === file ? text : undefined) } })
  try {
    const project = api.updateSnapshot({ openFiles: [file] }).getDefaultProjectForFile(file)
    const found = project?.program.getSemanticDiagnostics(file) ?? null
    return found === null ? ['no project'] : found.filter(({ code }) => code < 7000 || code >= 7100).map((each) => `${each.code} ${each.text} ${text.slice(each.pos, each.end)}`.slice(0, 300))
  } finally {
    api.close()
  }
}
