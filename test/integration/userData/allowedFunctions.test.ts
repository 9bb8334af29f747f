import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allowFunction, forgetAllowedFunctions, isFunctionAllowed } from '../../../src/engine/userData/allowedFunctions.ts'
import { userDataFolder } from '../../../src/engine/userData/userDataFolder.ts'

let folder: string
const before = process.env.XDG_DATA_HOME
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heatline-allowed-'))
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

describe('allowed functions', () => {
  test('an answer holds for one function of one folder, by whatever path it is reached', async () => {
    const workspace = join(folder, 'workspace')
    const link = join(folder, 'link')
    expect(await isFunctionAllowed(workspace, 'src/a.ts#migrate')).toBe(false)
    await allowFunction(link, 'src/a.ts#migrate')
    expect(await isFunctionAllowed(workspace, 'src/a.ts#migrate')).toBe(true)
    expect(await isFunctionAllowed(link, 'src/a.ts#migrate')).toBe(true)
    expect(await isFunctionAllowed(join(folder, 'other'), 'src/a.ts#migrate')).toBe(false)
    expect(await isFunctionAllowed(workspace, 'src/a.ts#migrate~2')).toBe(false)
    expect(await isFunctionAllowed('/no/such/folder', 'src/a.ts#migrate')).toBe(false)
  })
  test('answers given at once are all kept, readable, and outside the workspace', async () => {
    const workspace = join(folder, 'workspace')
    const ids = Array.from({ length: 20 }, (_, index) => `src/a.ts#f${index}`)
    await Promise.all(ids.map((id) => allowFunction(workspace, id)))
    expect(await Promise.all(ids.map((id) => isFunctionAllowed(workspace, id)))).toEqual(ids.map(() => true))
    const files = readdirSync(join(folder, 'data', 'heatline', 'allowed'))
    const answers = files.map((file) => readFileSync(join(folder, 'data', 'heatline', 'allowed', file), 'utf8'))
    expect(answers.map((answer) => /"function": "(.*)"/.exec(answer)?.[1] ?? '').toSorted()).toEqual(ids.toSorted())
    expect(readdirSync(workspace)).toEqual([])
  })
  test('can all be taken back, and given again', async () => {
    const workspace = join(folder, 'workspace')
    await forgetAllowedFunctions()
    await allowFunction(workspace, 'src/a.ts#migrate')
    await forgetAllowedFunctions()
    expect(await isFunctionAllowed(workspace, 'src/a.ts#migrate')).toBe(false)
    await allowFunction(workspace, 'src/a.ts#migrate')
    expect(await isFunctionAllowed(workspace, 'src/a.ts#migrate')).toBe(true)
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
