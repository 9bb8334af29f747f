import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../../src/core/comparison/run.ts'
import type { SandboxAction } from '../../../src/core/sandboxAction.ts'
import { parentToken } from '../../../src/engine/child/runMarker.ts'
import { leftoverProcesses } from '../../../scripts/leftoverProcesses.mjs'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import type { TestNode } from '../../support/nodes.ts'
import { profileFile } from '../../support/profileFile.ts'

const source = `import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { each, later } from './library.ts'

export function deleteUser(): void {
  appendFileSync('users.db', 'x')
}
export function goesOn(): number {
  try {
    appendFileSync('users.db', 'x')
  } catch {}
  try {
    connect(1, '127.0.0.1')
  } catch {}
  return 1
}
export async function inPromise(): Promise<void> {
  await Promise.resolve()
  await Promise.all([1].map(async () => appendFileSync('users.db', 'x')))
}
export function inTimer(): Promise<void> {
  return new Promise((done) => {
    setTimeout(() => { appendFileSync('users.db', 'x'); done() }, 1)
  })
}
class Account {
  get saved(): boolean {
    appendFileSync(join(process.cwd(), 'users.db'), 'x')
    return true
  }
}
export function inGetter(): boolean {
  return new Account().saved
}
export function inLibrary(): void {
  each([1], () => appendFileSync('users.db', 'x'))
}
export function throughLibrary(): void {
  later()
}
export async function inWorker(): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] })
  await new Promise((ended, failed) => { worker.on('exit', ended).on('error', failed) })
}
export function removesAll(): void {
  for (const path of ['', '.', '..', '/', process.cwd()]) {
    try { rmSync(path, { recursive: true }) } catch {}
  }
}
export function readsSecret(): string {
  return readFileSync(join(import.meta.dirname, '../../outside/secret.txt'), 'utf8')
}
`
const files = {
  'workspace/package.json': '{ "type": "module" }',
  'workspace/src/users.ts': source,
  'workspace/src/library.ts': `import { appendFileSync } from 'node:fs'
export function each<Item>(items: readonly Item[], use: (item: Item) => void): void { items.forEach((item) => use(item)) }
export function later(): void {
  appendFileSync('users.db', 'x')
}
`,
  'workspace/src/worker.ts': "import { appendFileSync } from 'node:fs'\nappendFileSync('users.db', 'x')\n",
  'workspace/src/atLoad.ts': "import { appendFileSync } from 'node:fs'\n\nappendFileSync('users.db', 'x')\nexport function innocent(): number { return 1 }\n",
  'outside/secret.txt': 'secret',
}

let folder: string
let release: () => void
let ended: Promise<void>
const { XDG_DATA_HOME } = process.env
beforeAll(async () => {
  folder = await new Promise<string>((ready) => {
    ended = inTemporaryFolder(files, async (path) => {
      ready(path)
      await new Promise<void>((free) => { release = free })
    })
  })
  // What is asserted here is no time: it need not wait for other measurements.
  process.env.XDG_DATA_HOME = join(folder, 'data')
})
afterAll(async () => {
  if (XDG_DATA_HOME === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = XDG_DATA_HOME
  release()
  await ended
})

const database = (): string => join(folder, 'workspace/users.db')

async function profile(functionName: string, allowedActions: readonly SandboxAction[] = [], more: { readonly file?: string; readonly node?: TestNode } = {}): Promise<Run> {
  const { file = 'src/users.ts', node } = more
  return await profileFile({ root: join(folder, 'workspace'), file, functionName, workload: { kind: 'none', expression: `${functionName}()` }, allowedActions, timeBudgetMs: 100, ...(node && { nodePath: node.path }) })
}

/** The 1-based line of a function's statement that writes. */
function lineIn(functionName: string): number {
  const lines = source.split('\n')
  const from = lines.findIndex((line) => line.includes(functionName))
  return lines.findIndex((line, index) => index > from && line.includes('appendFileSync(')) + 1
}

const madeUp = 'Heatline makes this call by itself, so it may not.'

describe('a denied action', () => {
  test.each(['deleteUser', 'goesOn', 'inPromise', 'inTimer', 'inLibrary'])('in %s ends the run, names the line, once', async (name) => {
    const run = await profile(name)
    expect(run).toMatchObject({ outcome: 'denied', deniedAction: 'write', message: `\`${name}\` wanted to write \`users.db\`, line ${lineIn(name)}. ${madeUp}`, messageAt: { file: 'src/users.ts', line: lineIn(name) - 1 } })
    expect(existsSync(database())).toBe(false)
    expect(leftoverProcesses(parentToken).filter(({ command }) => !command.includes('guardian.cjs'))).toEqual([])
  })
  test('in a getter, with an absolute path, is told by the path in the workspace', async () => {
    expect(await profile('inGetter')).toMatchObject({ outcome: 'denied', message: `\`inGetter\` wanted to write \`users.db\`, line ${lineIn('get saved')}. ${madeUp}` })
  })
  test('in another file is told by that file', async () => {
    expect(await profile('throughLibrary')).toMatchObject({ outcome: 'denied', message: `\`throughLibrary\` wanted to write \`users.db\`, src/library.ts:4. ${madeUp}` })
  })
  test('while the module loads', async () => {
    expect(await profile('innocent', [], { file: 'src/atLoad.ts' })).toMatchObject({ outcome: 'denied', message: `\`innocent\` wanted to write \`users.db\`, line 3. ${madeUp}` })
  })
  test('outside the workspace', async () => {
    expect(await profile('readsSecret')).toMatchObject({ outcome: 'denied', deniedAction: 'read', message: expect.stringMatching(/^`readsSecret` wanted to read `.*outside\/secret\.txt`, line 53\. /) })
    expect(await profile('readsSecret', ['read'])).toMatchObject({ outcome: 'completed' })
  })
})

test('what holds the workspace is not deleted, whatever is allowed', async () => {
  expect(await profile('removesAll', ['write'])).toMatchObject({ outcome: 'denied', deniedAction: null, message: expect.stringMatching(/^`removesAll` wanted to delete, line 49\. /) })
  expect(readdirSync(join(folder, 'workspace')).toSorted()).toEqual(['package.json', 'src'])
})

describe.each(nodes())('on Node $major', (node) => {
  test('what is allowed happens, and opens nothing else', async () => {
    expect(await profile('deleteUser', ['network', 'process', 'native'], { node })).toMatchObject({ outcome: 'denied', deniedAction: 'write' })
    expect(existsSync(database())).toBe(false)
    expect(await profile('goesOn', ['write'], { node })).toMatchObject({ outcome: 'denied', deniedAction: 'network', message: expect.stringContaining('wanted to connect to `127.0.0.1:1`, line 15.') })
    expect(readFileSync(database(), 'utf8')).toBe('x')
    rmSync(database())
  })
  test('a worker is denied at its line; allowed, it is in the sandbox too', async () => {
    expect(await profile('inWorker', ['process'], { node })).toMatchObject({ outcome: 'denied', deniedAction: 'worker', message: expect.stringMatching(/wanted to start the worker `.*`, line 44\./) })
    const run = await profile('inWorker', ['worker'], { node })
    expect(run).toMatchObject({ outcome: 'denied', deniedAction: 'write', message: `\`inWorker\` wanted to write \`users.db\`. ${madeUp}` })
    expect(leftoverProcesses(parentToken).filter(({ command }) => !command.includes('guardian.cjs'))).toEqual([])
  })
  test('packages are read through the links of pnpm, above the folder that is open, and those linked from elsewhere', async () => {
    const spin = 'let x = 1; for (let i = 0; i < 1e7; i++) x = (Math.imul(x, 1103515245) + 12345) | 0; return x'
    const ownData = "require('node:fs').readFileSync(require('node:path').join(__dirname, 'data.txt'), 'utf8')"
    await inTemporaryFolder({
      'repo/package.json': '{ "name": "repo" }',
      'repo/node_modules/.pnpm/counter@1.0.0/node_modules/counter/package.json': '{ "name": "counter", "main": "index.js" }',
      'repo/node_modules/.pnpm/counter@1.0.0/node_modules/counter/index.js': `exports.count = () => { require('spinner')(); return ${ownData} }`,
      'repo/node_modules/.pnpm/counter@1.0.0/node_modules/counter/data.txt': 'counter',
      'repo/node_modules/.pnpm/spinner@1.0.0/node_modules/spinner/index.js': `module.exports = function spin() { ${spin} }`,
      'repo/packages/sibling/package.json': '{ "name": "sibling", "main": "index.cjs" }',
      'repo/packages/sibling/index.cjs': `exports.data = () => ${ownData}`,
      'repo/packages/sibling/data.txt': 'sibling',
      'elsewhere/tool/package.json': '{ "name": "tool", "main": "index.js" }',
      'elsewhere/tool/index.js': `exports.data = () => ${ownData}`,
      'elsewhere/tool/data.txt': 'tool',
      'repo/packages/app/package.json': '{ "name": "app", "type": "module" }',
      'repo/packages/app/src/work.ts': `import { readFileSync } from 'node:fs'
import { count } from 'counter'
import { data } from 'sibling'
import tool from 'tool'

export function work(): string {
  readFileSync('package.json')
  const all = [count(), data(), tool.data()].join()
  if (all !== 'counter,sibling,tool') throw new Error(all)
  return all
}
`,
    }, async (path) => {
      const store = join(path, 'repo/node_modules/.pnpm')
      const link = async (from: string, to: string): Promise<void> => {
        await mkdir(dirname(join(path, from)), { recursive: true })
        await symlink(to, join(path, from))
      }
      await link('repo/node_modules/.pnpm/counter@1.0.0/node_modules/spinner', join(store, 'spinner@1.0.0/node_modules/spinner'))
      await link('repo/packages/app/node_modules/counter', join(store, 'counter@1.0.0/node_modules/counter'))
      await link('repo/packages/app/node_modules/sibling', join(path, 'repo/packages/sibling'))
      await link('repo/packages/app/node_modules/tool', join(path, 'elsewhere/tool'))
      const run = await profileFile({ root: join(path, 'repo/packages/app'), file: 'src/work.ts', functionName: 'work', workload: { kind: 'none', expression: 'work()' }, timeBudgetMs: 150, nodePath: node.path })
      expect(run).toMatchObject({ outcome: 'completed', message: null, thrownShare: 0 })
      expect(run.attribution?.recorders).toEqual(['pprof'])
      expect(run.attribution?.functions.find(({ name }) => name === 'spin')?.file).toContain(realpathSync(join(store, 'spinner@1.0.0/node_modules/spinner')).slice(1))
    })
  })
})
