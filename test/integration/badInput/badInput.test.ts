import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../../src/core/comparison/run.ts'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { parentToken } from '../../../src/engine/child/runMarker.ts'
import { leftoverProcesses } from '../../../scripts/leftoverProcesses.mjs'
import { profileFile } from '../../support/profileFile.ts'
import type { ProfileFileRequest } from '../../support/profileFile.ts'

let folder: string
let root: string
let untouched: string[]
const { XDG_DATA_HOME, NODE_OPTIONS } = process.env

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline bad input ')))
  root = join(folder, 'workspace')
  cpSync(resolve('test/fixtures/badInput'), root, { recursive: true })
  untouched = describeFolder(root)
  process.env.XDG_DATA_HOME = join(folder, 'data')
})
afterAll(() => {
  restore('XDG_DATA_HOME', XDG_DATA_HOME)
  rmSync(folder, { recursive: true, force: true })
})

// After whatever happened no process is left, no file of the workspace has changed, and the next run works.
afterEach(async () => {
  expect(leftoverProcesses(parentToken).filter(({ command }) => !command.includes('guardian.cjs'))).toEqual([])
  expect(describeFolder(root)).toEqual(untouched)
  expect(await profile('fine.ts', 'sum', { timeBudgetMs: 100 })).toMatchObject({ outcome: 'completed', message: null })
})

/** Runs a call that counts as the user's own. A budget below a second lets a call be silent for 5 s. */
function profile(file: string, functionName: string, more: Partial<ProfileFileRequest> = {}): Promise<Run> {
  return profileFile({ root, file, functionName, workload: { kind: 'call', expression: `${functionName}()`, origin: 'option' }, timeBudgetMs: 300, ...more })
}

function describeFolder(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => {
    const found = statSync(join(path, name))
    return `${name} ${found.mode} ${found.mtimeMs} ${found.isFile() ? readFileSync(join(path, name), 'utf8') : ''}`
  }).toSorted()
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

describe('code that does not load', () => {
  test('a syntax error in the file', async () => {
    const end = profile('broken.ts', 'before')
    await expect(end).rejects.toThrow(HeatlineError)
    await expect(end).rejects.toThrow(/broken\.ts/)
  })
  test('a syntax error in an import', async () => {
    expect(await profile('importsBroken.ts', 'run')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/broken\.ts:6:1: Unexpected end of file/) })
  })
  test('an import of a missing file', async () => {
    expect(await profile('importsMissingFile.ts', 'run')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/importsMissingFile\.ts:1.*"\.\/nowhere\.ts"/) })
  })
  test('an import of a missing package', async () => {
    expect(await profile('importsMissingPackage.ts', 'run')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/no-such-package/) })
  })
  test('an import that throws', async () => {
    expect(await profile('importsThrowing.ts', 'run')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/TypeError: not today.*throws\.ts:3/) })
  })
  test('a module that loads for ever', async () => {
    expect(await profile('loadsForEver.ts', 'run')).toMatchObject({ outcome: 'timedOut', message: expect.stringMatching(/still loading/) })
  })
})

describe('calls that throw', () => {
  test('every one', async () => {
    expect(await profile('calls.ts', 'throwsAlways')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/RangeError: out of reach \(calls\.ts:5\)/) })
  })
  test('some', async () => {
    const run = await profile('calls.ts', 'throwsSometimes')
    expect(run.outcome).toBe('completed')
    expect(run.thrownShare).toBeCloseTo(0.25, 1)
    expect(run.warnings.join('\n')).toMatch(/25%/)
  })
  test('later, in a timer', async () => {
    expect(await profile('calls.ts', 'throwsLater')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/in a timer/) })
  })
})

describe('calls that do not end', () => {
  test.each(['endless', 'endlessLater', 'neverSettlesButLives'])('%s', async (name) => {
    expect(await profile('calls.ts', name)).toMatchObject({ outcome: 'timedOut', message: expect.stringMatching(new RegExp(`\`${name}\``)) })
  })
  test('a promise that nothing is left to settle', async () => {
    expect(await profile('calls.ts', 'neverSettles')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/[Nn]ever settled|nothing is left to settle/) })
  })
  test('cancelled meanwhile', async () => {
    const cancel = new AbortController()
    const run = await profile('calls.ts', 'leavesGrandchildAndLoops', { signal: cancel.signal, events: { onOutput: () => cancel.abort() } })
    expect(run.outcome).toBe('cancelled')
  })
})

describe('calls that end the process', () => {
  test.each([
    ['exits', /process\.exit\(5\)/],
    ['exitsLater', /process\.exit\(0\)/],
    ['aborts', /process\.abort/],
    ['crashes', /SIGSEGV/],
  ])('%s', async (name, message) => {
    expect(await profile('calls.ts', name)).toMatchObject({ outcome: 'failed', message: expect.stringMatching(message) })
  })
  test('out of memory', async () => {
    process.env.NODE_OPTIONS = '--max-old-space-size=64'
    try {
      expect(await profile('calls.ts', 'eatsHeap')).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/out of memory/) })
    } finally {
      restore('NODE_OPTIONS', NODE_OPTIONS)
    }
  })
})

describe('what calls do beside', () => {
  test('a flood of output is cut off, and the run completes', async () => {
    let length = 0
    const log: string[] = []
    const run = await profile('calls.ts', 'floods', { events: { onOutput: (text) => { length += text.length }, onLog: (line) => log.push(line) } })
    expect(run.outcome).toBe('completed')
    expect(length).toBeGreaterThan(100_000)
    expect(length).toBeLessThan(20_000_000)
    expect(log.join('\n')).toMatch(/bytes of output were not shown/)
  })
  test('standard input is empty', async () => {
    expect((await profile('calls.ts', 'readsInput')).outcome).toBe('completed')
  })
  test('a server and a timer that stay', async () => {
    expect((await profile('keepsHandles.ts', 'run')).outcome).toBe('completed')
  })
  test('a grandchild that stays', async () => {
    expect((await profile('calls.ts', 'leavesGrandchild')).outcome).toBe('completed')
  })
  test('a made-up call that would write', async () => {
    const run = await profile('calls.ts', 'writes', { workload: { kind: 'none', expression: 'writes()' } })
    expect(run).toMatchObject({ outcome: 'denied', message: expect.stringMatching(/^`writes` wanted to write `written\.txt`, line 8\d\. /), deniedAction: 'write' })
  })
  test('the file is deleted during the run', async () => {
    const copy = join(folder, 'deleted')
    cpSync(root, copy, { recursive: true })
    expect((await profile('calls.ts', 'deletesItself', { root: copy })).outcome).toBe('completed')
    expect(readdirSync(copy)).not.toContain('calls.ts')
  })
})

describe('no Node', () => {
  test('where the user says one is', async () => {
    await expect(profile('fine.ts', 'sum', { nodePath: join(folder, 'nowhere') })).rejects.toThrow(/nowhere/)
  })
})
