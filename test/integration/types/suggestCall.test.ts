// Calls with values that types allow, with the checkers of TypeScript 6 and 7.
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { API } from 'typescript/unstable/sync'
import { expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { suggestCall } from '../../../src/engine/types/suggestCall.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { thisNode } from '../child/thisNode.ts'

const repository = path.resolve(import.meta.dirname, '../../..')
const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }

const order = "{ id: i, items: Array.from({ length: 3 }, (_, j) => ({ price: j, name: `name ${j}` })), colour: Colour.Red }"
const orders = `Array.from({ length: 100 }, (_, i) => (${order}))`

const expected: Readonly<Record<string, string | null>> = {
  'Account.constructor': "new Account('owner', 10)",
  'Account.pay': `new Account('owner', 10).pay(10, ${orders})`,
  texts: "texts('name', '2026-01-15T10:30:00.000Z', true)",
  tree: 'tree({ value: 10, children: Array.from({ length: 100 }, (_, i) => ({ value: i, children: [] })), parent: { value: 10, children: [] } })',
  union: "union(new Date(2026, 0, 15), 'fast')",
  tuple: 'tuple([10])',
  generic: "generic({ length: 10 }, Array.from({ length: 100 }, (_, i) => `b ${i}`), { a: 'a', b: 'b', c: 'c' })",
  account: "account(new Account('owner', 10), Colour.Red)",
  optional: 'optional(10)',
  // Nothing that a type says, and a class that this file cannot name.
  unsaid: null,
  emitter: 'emitter(new EventEmitter())',
  hidden: null,
  arrow: 'arrow(Array.from({ length: 100 }, (_, i) => i), { scale: 10 })',
  'api.get': "api.get('folder/file.txt', 10n)",
}

/** Calls `use` with a copy of the fixture whose TypeScript is the given package. */
async function withTypeScript<Result>(name: string | null, use: (folder: string) => Promise<Result>): Promise<Result> {
  return await inTemporaryFolder({}, async (folder) => {
    cpSync(path.join(repository, 'test/fixtures/types'), folder, { recursive: true })
    mkdirSync(path.join(folder, 'node_modules'))
    symlinkSync(path.join(repository, 'node_modules/@types'), path.join(folder, 'node_modules/@types'))
    if (name !== null) symlinkSync(path.join(repository, 'node_modules', name), path.join(folder, 'node_modules/typescript'))
    return await use(folder)
  })
}

async function suggestions(file: string, signal = new AbortController().signal, fallback: string | null = null, names: readonly string[] = Object.keys(expected)): Promise<Record<string, string | null>> {
  const text = readFileSync(file, 'utf8')
  const { functions } = discoverFunctions(text, file)
  const found: Record<string, string | null> = {}
  for (const fn of functions.filter(({ name, requiredParameters }) => requiredParameters > 0 && (file.endsWith('everything.ts') ? names.includes(name) : true))) {
    found[fn.name] = await suggestCall({ file, text, fn, functions, cwd: path.dirname(file), fallback }, thisNode, installation, signal)
  }
  return found
}

test.each([
  ['typescript', Object.keys(expected)],
  // Opening a project takes it seconds: one function for each kind of type that the two versions tell in ways of their own.
  ['typescript-classic', ['Account.pay', 'union', 'tuple', 'generic', 'account', 'emitter', 'unsaid']],
])('%s: a call that type-checks for every function whose types say something', async (name, names) => {
  await withTypeScript(name, async (folder) => {
    const file = path.join(folder, 'everything.ts')
    const found = await suggestions(file, undefined, null, names)
    expect(found).toEqual(Object.fromEntries(names.map((each) => [each, expected[each]])))
    expect(problemsOf(file, Object.values(found).filter((call) => call !== null))).toEqual([])
  })
}, 120_000)

test.each(['typescript', 'typescript-classic'])('%s: JSDoc types say it too', async (name) => {
  await withTypeScript(name, async (folder) => {
    expect(await suggestions(path.join(folder, 'untyped.js'))).toEqual({
      documented: "documented(Array.from({ length: 100 }, (_, i) => i), { scale: 10, name: 'name' })",
      silent: null,
    })
  })
}, 60_000)

test('without TypeScript there is no suggestion, or the fallback\'s', async () => {
  await withTypeScript(null, async (folder) => {
    const file = path.join(folder, 'untyped.js')
    expect(await suggestions(file)).toEqual({ documented: null, silent: null })
    expect((await suggestions(file, undefined, path.join(repository, 'src')))['documented']).toMatch(/^documented\(/u)
  })
}, 60_000)

test('what is aborted says nothing, and leaves no process', async () => {
  await withTypeScript('typescript', async (folder) => {
    const controller = new AbortController()
    const asked = suggestions(path.join(folder, 'untyped.js'), controller.signal)
    controller.abort()
    expect(await asked).toEqual({ documented: null, silent: null })
    await expectNoLeftoverProcesses(folder)
  })
}, 60_000)

test('a type of 500 properties, and one that holds itself everywhere', async () => {
  const properties = Array.from({ length: 500 }, (_, index) => `property${index}: { next: Huge }`).join('; ')
  await inTemporaryFolder({
    'huge.ts': `interface Huge { ${properties} }\ntype Json = null | string | Json[] | { [key: string]: Json }\nexport function huge(value: Huge): void { void value }\nexport function json(value: Json): void { void value }\n`,
  }, async (folder) => {
    mkdirSync(path.join(folder, 'node_modules'))
    symlinkSync(path.join(repository, 'node_modules/typescript'), path.join(folder, 'node_modules/typescript'))
    expect(await suggestions(path.join(folder, 'huge.ts'))).toEqual({ huge: null, json: expect.stringMatching(/^json\(/u) as unknown })
  })
}, 60_000)

/** What TypeScript finds wrong with a file that makes these calls. */
function problemsOf(file: string, calls: readonly string[]): readonly string[] {
  const text = `${readFileSync(file, 'utf8')}\n${calls.map((call) => `;(${call});`).join('\n')}\n`
  const api = new API({ cwd: path.dirname(file), fs: { readFile: (each) => (each === file ? text : undefined) } })
  try {
    const project = api.updateSnapshot({ openFiles: [file] }).getDefaultProjectForFile(file)
    return project?.program.getSemanticDiagnostics(file).map((diagnostic) => JSON.stringify(diagnostic).slice(0, 300)) ?? ['no project']
  } finally {
    api.close()
  }
}
