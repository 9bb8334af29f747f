// `heatline run`: any command, all of its Node processes and workers, on every Node that Heatline supports.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ProgramDocument } from '../../../src/core/presentation/programDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { nodes } from '../../support/nodes.ts'
import { heatline, marker, startHeatline } from './heatlineProgram.ts'

const spin = `exports.spin = function spin(ms) {
  const end = performance.now() + ms
  let x = 1
  while (performance.now() < end) {
    for (let i = 0; i < 20000; i++) x = (x * 31 + i) % 1000003
  }
  return x
}

/** Until what it did so far is on the disk: who is killed after that has a profile, however busy the machine is. */
exports.spinUntilWritten = function spinUntilWritten() {
  const { readdirSync } = require('node:fs')
  do exports.spin(100)
  while (!readdirSync(process.env.HEATLINE_RECORDINGS).some((name) => name.startsWith(process.pid + '-') && name.endsWith('.json')))
}
`

/** A main thread, a worker with an environment of its own that is terminated, a child, and one that is killed while it computes. */
const family = `const { execFile, fork, spawn } = require('node:child_process')
const { once } = require('node:events')
const { Worker } = require('node:worker_threads')
const { spin } = require('./spin.js')

async function main() {
  spin(200)
  const worker = new Worker('./worker.js', { env: {}, execArgv: [] })
  await once(worker, 'message')
  await worker.terminate()
  await once(fork('./child.js'), 'exit')
  const killed = spawn(process.execPath, ['killed.js'])
  await once(killed.stdout, 'data')
  execFile('kill', ['-9', String(killed.pid)])
  const [, signal] = await once(killed, 'exit')
  process.stdout.write(signal + ' ' + process.argv.slice(2).join(','))
  process.exitCode = 7
}
main()
`

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "family" }',
  'spin.js': spin,
  'family.js': family,
  'worker.js': `const { parentPort } = require('node:worker_threads')\nrequire('./spin.js').spin(900)\nparentPort.postMessage('done')\nsetInterval(() => {}, 1000)\n`,
  'child.js': `require('./spin.js').spin(200)\n`,
  'killed.js': `const { spin, spinUntilWritten } = require('./spin.js')\nspin(500)\nspinUntilWritten()\nrequire('node:fs').writeSync(1, 'up')\nspin(60000)\n`,
  'endless.js': `require('./spin.js').spin(500)\nrequire('./spin.js').spinUntilWritten()\nprocess.stderr.write('up')\nrequire('./spin.js').spin(60000)\n`,
  'polite.js': `process.on('SIGINT', () => process.exit(9))\nsetInterval(() => {}, 1000)\nprocess.stderr.write('up')\n`,
  'short.js': `require('node:fs').writeFileSync('short.done', '')\n`,
  'standsStill.js': `new (require('node:worker_threads').Worker)('./short.js')\nrequire('node:child_process').execSync('until test -e short.done; do sleep 0.1; done; sleep 0.3')\n`,
  'leaves.js': `require('node:child_process').spawn(process.execPath, ['endless.js'], { detached: true, stdio: 'ignore' }).unref()\n`,
  'echo.js': `process.stdin.pipe(process.stdout)\n`,
  'inner.ts': `interface Item { readonly n: number }

type Filler = {
  a: string
}

export function mix(value: number, item: Item): number {
  let sum = value
  for (let i = 0; i < 400; i++) sum = (sum * 31 + item.n) % 1_000_003
  return sum
}
`,
  'outer.ts': `import { mix } from './inner.ts'

export function total(rounds: number): number {
  let sum = 1
  for (let round = 0; round < rounds; round++) {
    sum = mix(sum, { n: round })
    sum ^= 1
  }
  return sum
}

const end = performance.now() + 1500
while (performance.now() < end) total(200)
`,
}

let folder: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline run é ')))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

const schema: Record<string, unknown> = JSON.parse(readFileSync(join(import.meta.dirname, '../../../schema/program.schema.json'), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile<ProgramDocument>(schema)

/** A document that was written, held to the schema that ships with the package. */
function documentOf(name: string): ProgramDocument {
  const document: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  if (!validate(document)) throw new Error(`the document does not fit the schema: ${JSON.stringify(validate.errors, null, 2)}`)
  return document
}

/** The program of each main thread, and `worker` for the others. */
function namesOf({ threads }: ProgramDocument): readonly string[] {
  return threads.map(({ title, threadId }) => (threadId === 0 ? title.replace(/^.*\//, '').replace(/ .*/, '') : 'worker')).toSorted()
}

describe.each(nodes())('on Node $major', ({ major, path }) => {
  test('workers, children and a killed process have their lines; output and exit code are the command\'s', async () => {
    const { code, stdout, stderr } = await heatline(['run', '--json', `${major}.json`, '--', path, 'family.js', '--json', 'x y'], { cwd: folder })
    expect(stdout).toBe('SIGKILL --json,x y')
    expect(code).toBe(7)
    expect(stderr).toContain('exit code 7')
    expect(stderr).toMatch(/spin +spin\.js:1/)

    const document = documentOf(`${major}.json`)
    const { threads, exit } = document
    expect(exit).toEqual({ code: 7, signal: null })
    // Of no other thread is anything missing than of the one that is killed.
    expect(document.warnings).toEqual([expect.stringMatching(/^1 thread ended without saying so/)])
    expect(namesOf(document)).toEqual(['child.js', 'family.js', 'killed.js', 'worker'])
    for (const thread of threads) {
      expect(thread.nodeVersion.startsWith(`${major}.`)).toBe(true)
      expect(thread.lines[0]).toMatchObject({ file: 'spin.js', line: 5 })
    }
    expect(threads.filter(({ wasCut }) => wasCut).map(({ title }) => title)).toEqual([expect.stringContaining('killed.js')])
  })

  test('lines that V8 inlines from another module are that module\'s', async () => {
    await heatline(['run', '--json', `inlined ${major}.json`, '--', path, ...(major === 22 ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : []), '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'outer.ts'], { cwd: folder })
    const { lines, functions } = documentOf(`inlined ${major}.json`)
    const share = (file: string): number => lines.filter((each) => each.file === file).reduce((sum, each) => sum + each.selfShare, 0)
    expect(lines[0]).toMatchObject({ file: 'inner.ts', line: 9 })
    // Booked on the caller they make 0.65 of it; on a machine that does much else at once 0.4 has been seen of lines that are right.
    expect(share('outer.ts')).toBeLessThan(0.5 * share('inner.ts'))
    const total = functions.find(({ name }) => name === 'total')
    expect(total?.totalShare).toBeGreaterThan(share('inner.ts'))
  })
})

test('Ctrl-C reaches the command, whose end is told, with what it did until then', async () => {
  const running = startHeatline(['run', '--json', 'ctrl-c.json', '--', process.execPath, 'endless.js'], { cwd: folder })
  await running.saw('up')
  running.interrupt()
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain('ended by SIGINT')
  expect(documentOf('ctrl-c.json').lines[0]).toMatchObject({ file: 'spin.js' })
})

test('a command that heeds Ctrl-C ends as it wants to', async () => {
  const running = startHeatline(['run', '--', process.execPath, 'polite.js'], { cwd: folder })
  await running.saw('up')
  running.interrupt()
  expect((await running.ended).code).toBe(9)
})

test('a worker whose main thread stands still while it runs is named', async () => {
  const { stderr } = await heatline(['run', '--', process.execPath, 'standsStill.js'], { cwd: folder })
  expect(stderr).toMatch(/1 thread ran without being recorded, as its process did not answer meanwhile: worker \d+, short\.js \(process \d+\)/)
})

test('what a command leaves running is ended', async () => {
  expect((await heatline(['run', '--', process.execPath, 'leaves.js'], { cwd: folder })).code).toBe(0)
})

test('standard input is the command\'s', async () => {
  expect((await heatline(['run', '--', process.execPath, 'echo.js'], { cwd: folder, input: 'a line\n' })).stdout).toBe('a line\n')
})

test.each([
  [['no-such-command'], 127, /^heatline: there is no command `no-such-command` on the PATH; a script of package\.json is run by/],
  [['./package.json'], 126, /^heatline: `\.\/package\.json` may not be executed/],
  [['sh', '-c', 'exit 5'], 5, /No Node process took part/],
  [['sh', '-c', 'kill -TERM $$'], 143, /ended by SIGTERM/],
  [[process.execPath, '-e', '0'], 0, /too few to tell hot lines/],
  [['env', '-u', 'NODE_OPTIONS', process.execPath, '-e', '0'], 0, /clears NODE_OPTIONS|started without NODE_OPTIONS/],
  [['env', '-i', process.execPath, '-e', 'setTimeout(() => {}, 1000)'], 0, /1 Node process took no part, as it was started without NODE_OPTIONS, .*: node -e setTimeout/],
])('%j ends with %i', async (command, code, message) => {
  const result = await heatline(['run', '--', ...command], { cwd: folder })
  expect(result.stderr.trim()).toMatch(message)
  expect(result.code).toBe(code)
  expect(result.stdout).toBe('')
})
