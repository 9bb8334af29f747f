import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CheckDocument } from '../../../src/core/presentation/checkDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker, startHeatline } from './heatlineProgram.ts'

const project = join(import.meta.dirname, '../../..')

const cart = `/** @profile total(2000) */
export function total(n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.sqrt(i)
  return sum
}
`
const tax = `/** @profile round(2.345) */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

export function plain(): number {
  return 1
}
`

let folder: string
let cwd: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline compare é ')))
  cwd = join(folder, 'shop')
  write({ 'package.json': '{ "name": "shop", "type": "module" }', 'src/cart.ts': cart, 'src/tax.ts': tax, '.gitignore': '.heatline\n' })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message=First')
  // Twice the work for the same answer.
  write({ 'src/cart.ts': cart.replace('  return sum', '  let again = 0\n  for (let i = 0; i < n; i++) again += Math.sqrt(i)\n  return (sum + again) / 2') })
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

/** One check of both functions, as JSON. */
async function checkBoth(): Promise<{ readonly code: number | null; readonly stderr: string; readonly document: CheckDocument }> {
  const { code, stdout, stderr } = await heatline(['check', '--json', '--threshold', '20%'], { cwd })
  return { code, stderr, document: JSON.parse(stdout) }
}

describe('check', () => {
  test('fails on a regression, confirmed, and measures nothing of what is the same', async () => {
    let checked = await checkBoth()
    // A machine that is too busy to tell a line proves nothing: it is asked again.
    for (let attempt = 1; attempt < 3 && checked.document.comparisons[0]?.causes.length === 0; attempt++) checked = await checkBoth()
    const { code, stderr, document } = checked
    expect(stderr).toMatch(/^Checking 1 of 2: total …\nChecking 2 of 2: round …\nConfirming 1 of 1: total …\n$/)
    expect(errorsOf('check', document)).toEqual([])
    expect(document.summary).toMatchObject({ functions: 2, regressions: 1, unchanged: 1, passed: false })
    const [total, round] = document.comparisons
    expect(total).toMatchObject({ function: { id: 'src/cart.ts#total' }, base: { kind: 'commit', label: 'HEAD' }, verdict: 'regression', threshold: 0.2, sameAnswers: true })
    expect(['high', 'critical']).toContain(total?.severity)
    expect(total?.pairs).toBeGreaterThanOrEqual(6)
    expect(total?.relativeDifference).toBeGreaterThan(0.6)
    expect(total?.causes[0]).toMatchObject({ file: 'src/cart.ts', line: 6, function: 'total', change: 'added' })
    expect(round).toMatchObject({ verdict: 'unchanged', pairs: 0 })
    expect(code).toBe(1)
  })

  test('with --changed only what runs other code; what passes exits with 0', async () => {
    const { code, stdout, stderr } = await heatline(['check', 'src/tax.ts', '--changed', '--format', 'markdown'], { cwd })
    expect(stderr).toBe('None of the 1 functions that are checked runs other code than in the base.\n')
    expect(stdout).toMatch(/^### Heatline: no regression in 0 functions\n/)
    expect(code).toBe(0)
  })

  test('text and annotations of what is unchanged', async () => {
    const { code, stdout } = await heatline(['check', 'src/tax.ts'], { cwd })
    expect(stdout).toMatch(/^round {2}= HEAD {2}src\/tax\.ts:2\n\nno regression in 1 function · \d/)
    expect(code).toBe(0)
    const github = await heatline(['check', 'src/tax.ts', '--format', 'github'], { cwd })
    expect(github.stdout).toBe('Heatline: no regression in 1 function\n')
  })

  test('refuses a base that no function can have', async () => {
    const { code, stdout, stderr } = await heatline(['check', 'src/tax.ts', '--base', 'nowhere'], { cwd })
    expect(stderr).toMatch(/^heatline: There is no baseline "nowhere"\. `nowhere` is no branch, tag or commit /)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('a function that is new passes; where not one other could be compared it does not', async () => {
    write({ 'new/fresh.ts': '/** @profile fresh() */\nexport function fresh(): string {\n  return String(42)\n}\n' })
    const passed = await heatline(['check', 'new'], { cwd })
    expect(passed.stdout).toMatch(/^fresh {2}nothing to compare with {2}new\/fresh\.ts:2\n {4}.*\n\nno regression in 1 function · 1 without a base · /)
    expect(passed.code).toBe(0)
    write({ 'src/tax.ts': tax.replace('Math.round', '(Math as any).rond') })
    const failed = await heatline(['check', 'src/tax.ts', 'new'], { cwd })
    expect(failed.stdout).toMatch(/^round {2}comparison failed {2}src\/tax\.ts:2\n {4}.*rond is not a function/)
    expect(failed.code).toBe(3)
    write({ 'src/tax.ts': tax })
    rmSync(join(cwd, 'new'), { recursive: true })
  })

  test('can be cancelled', async () => {
    const running = startHeatline(['check', 'src/cart.ts'], { cwd })
    await running.saw('Checking 1 of 1')
    running.interrupt()
    const { code, stdout } = await running.ended
    expect(stdout).toContain('no regression in 0 functions · cancelled')
    expect(code).toBe(130)
  })
})

describe('compare', () => {
  test('says that the code is the same, in words and as a document', async () => {
    const { code, stdout } = await heatline(['compare', 'src/tax.ts#round', '--base', 'main'], { cwd })
    expect(stdout).toMatch(/^round {2}src\/tax\.ts:2\n {2}call {2}round\(2\.345\) {2}from the @profile tag\n {2}base {2}main {2}[0-9a-f]{8}\n\n= the same code as main: there is nothing to measure\n/)
    expect(code).toBe(0)
    const document: unknown = JSON.parse((await heatline(['compare', 'src/tax.ts#round', '--json'], { cwd })).stdout)
    expect(errorsOf('compare', document)).toEqual([])
    expect(document).toMatchObject({ verdict: 'unchanged', base: { label: 'HEAD' }, memory: { verdict: 'unchanged' } })
  })

  test.each([
    [['--base', 'mian'], 'heatline: There is no baseline "mian" of `round`. `mian` is no branch, tag or commit that is known in '],
    [['--threshold', '15'], 'heatline: --threshold must be a share like 15% or 0.15 but was "15"; did you mean 15%?'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await heatline(['compare', 'src/tax.ts#round', ...args], { cwd })
    expect(stderr).toContain(message)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('baselines', () => {
  test('are set, listed, shown, compared with and removed', async () => {
    const set = await heatline(['baseline', 'set', 'src/tax.ts#round', '--name', 'before'], { cwd })
    expect(set.stdout).toMatch(/^src\/tax\.ts#round is now its baseline before: /)
    expect(set.code).toBe(0)
    expect(JSON.parse(readFileSync(join(cwd, '.heatline/baselines.json'), 'utf8'))).toMatchObject({ baselines: { 'src/tax.ts#round': { before: { commit: null } } } })
    expect((await heatline(['baseline', 'list'], { cwd: join(cwd, 'src'), env: { XDG_DATA_HOME: join(folder, 'user data') } })).stdout).toMatch(/^tax\.ts#round {2}before {2}not committed {2}\d{4}-\d\d-\d\d \d\d:\d\d\n$/)
    expect((await heatline(['baseline', 'show', 'src/tax.ts#round'], { cwd })).stdout).toMatch(/^before\n {2}set {5}.*\n {2}commit {2}not committed\n {2}call {4}round\(2\.345\)\n {2}time {4}/)
    expect((await heatline(['compare', 'src/tax.ts#round', '--base', 'before'], { cwd })).stdout).toContain('\n  base  before  set as baseline\n\n= the same code as before: ')
    const mistyped = await heatline(['baseline', 'remove', 'src/tax.ts#round', '--name', 'befor'], { cwd })
    expect(mistyped).toEqual({ code: 2, stdout: '', stderr: 'heatline: src/tax.ts#round has no baseline named befor; did you mean --name before?\n' })
    expect(await heatline(['baseline', 'remove', 'src/tax.ts#round', '--name', 'before'], { cwd })).toEqual({ code: 0, stdout: '', stderr: 'src/tax.ts#round has no baseline before any more.\n' })
    expect((await heatline(['baseline', 'list'], { cwd })).stdout).toContain('No baseline is set in ')
  })

  test('a function without one is told how to set it', async () => {
    const { code, stderr } = await heatline(['baseline', 'show', 'src/tax.ts#plain'], { cwd })
    expect(stderr).toBe('heatline: src/tax.ts#plain has no baseline; to set one: heatline baseline set src/tax.ts#plain\n')
    expect(code).toBe(2)
  })
})

test('trend tells of the versions that were compared', async () => {
  const { stdout } = await heatline(['trend', 'src/cart.ts#total'], { cwd })
  expect(stdout).toMatch(/^total {2}src\/cart\.ts#total\n\n▁█\ndegrading: \d+% slower in 2 versions\n/)
  const document: unknown = JSON.parse((await heatline(['trend', 'src/cart.ts:2', '--json'], { cwd })).stdout)
  expect(errorsOf('trend', document)).toEqual([])
  expect(document).toMatchObject({ direction: 'degrading', points: [{ index: 1 }, { isDirty: true }] })
  expect((await heatline(['trend', 'src/tax.ts#plain'], { cwd })).stdout).toContain('Nothing was compared yet: heatline compare src/tax.ts#plain\n')
})

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd })
}

/** What a schema has against a document. */
function errorsOf(name: string, document: unknown): unknown[] {
  const validate = new Ajv2020({ strictTypes: false }).addSchema(schemaOf('compare'), 'compare.schema.json').compile(name === 'compare' ? { $ref: 'compare.schema.json' } : schemaOf(name))
  validate(document)
  return validate.errors ?? []
}

function schemaOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(project, `schema/${name}.schema.json`), 'utf8'))
}
