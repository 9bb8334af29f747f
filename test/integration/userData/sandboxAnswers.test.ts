import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgetSandboxAnswers, keepSandboxAnswer, readSandboxAnswer } from '../../../src/engine/userData/sandboxAnswers.ts'
import { userDataFolder } from '../../../src/engine/userData/userDataFolder.ts'

let folder: string
const before = process.env.XDG_DATA_HOME
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heatline-answers-'))
  process.env.XDG_DATA_HOME = join(folder, 'data')
  mkdirSync(join(folder, 'workspace'))
  mkdirSync(join(folder, 'other'))
  symlinkSync(join(folder, 'workspace'), join(folder, 'link'))
})
afterEach(() => {
  if (before === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = before
  rmSync(folder, { recursive: true, force: true })
})

describe('answers about the sandbox', () => {
  test('an answer holds for one function of one folder, by whatever path it is reached', async () => {
    const workspace = join(folder, 'workspace')
    const link = join(folder, 'link')
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate')).toBeNull()
    await keepSandboxAnswer(link, 'src/a.ts#migrate', 'allowed')
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate')).toBe('allowed')
    expect(await readSandboxAnswer(link, 'src/a.ts#migrate')).toBe('allowed')
    expect(await readSandboxAnswer(join(folder, 'other'), 'src/a.ts#migrate')).toBeNull()
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate~2')).toBeNull()
    expect(await readSandboxAnswer('/no/such/folder', 'src/a.ts#migrate')).toBeNull()
  })
  test('answers given at once are all kept, readable, and outside the workspace', async () => {
    const workspace = join(folder, 'workspace')
    const ids = Array.from({ length: 20 }, (_, index) => `src/a.ts#f${index}`)
    await Promise.all(ids.map((id) => keepSandboxAnswer(workspace, id, 'allowed')))
    expect(await Promise.all(ids.map((id) => readSandboxAnswer(workspace, id)))).toEqual(ids.map(() => 'allowed'))
    const files = readdirSync(join(folder, 'data', 'heatline', 'sandbox-answers'))
    const answers = files.map((file) => readFileSync(join(folder, 'data', 'heatline', 'sandbox-answers', file), 'utf8'))
    expect(answers.map((answer) => /"function": "(.*)"/.exec(answer)?.[1] ?? '').toSorted()).toEqual(ids.toSorted())
    expect(readdirSync(workspace)).toEqual([])
  })
  test('a no is kept too, and a later yes replaces it', async () => {
    const workspace = join(folder, 'workspace')
    await keepSandboxAnswer(workspace, 'src/a.ts#migrate', 'refused')
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate')).toBe('refused')
    await keepSandboxAnswer(workspace, 'src/a.ts#migrate', 'allowed')
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate')).toBe('allowed')
  })
  test('can all be taken back, and given again', async () => {
    const workspace = join(folder, 'workspace')
    await forgetSandboxAnswers()
    await keepSandboxAnswer(workspace, 'src/a.ts#migrate', 'allowed')
    await forgetSandboxAnswers()
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate')).toBeNull()
    await keepSandboxAnswer(workspace, 'src/a.ts#migrate', 'allowed')
    expect(await readSandboxAnswer(workspace, 'src/a.ts#migrate')).toBe('allowed')
  })
})

describe('the user\'s data folder', () => {
  test.each([
    ['linux', { HOME: '/home/u' }, '/home/u/.local/share/heatline'],
    ['linux', { HOME: '/home/u', XDG_DATA_HOME: '/data' }, '/data/heatline'],
    ['linux', { HOME: '/home/u', XDG_DATA_HOME: 'relative' }, '/home/u/.local/share/heatline'],
    ['darwin', { HOME: '/Users/u' }, '/Users/u/Library/Application Support/heatline'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/heatline'],
  ] as const)('%s %o', (platform, env, expected) => {
    expect(userDataFolder(env, platform)).toBe(expected)
  })
})
