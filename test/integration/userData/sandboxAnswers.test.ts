import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sandboxActions } from '../../../src/core/sandboxAction.ts'
import { forgetSandboxAnswers, keepSandboxAnswer, readAllowedActions, readSandboxAnswers } from '../../../src/engine/userData/sandboxAnswers.ts'
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

const id = 'src/a.ts#migrate'

describe('answers about the sandbox', () => {
  test('an answer holds for one action of one function of one folder, by whatever path it is reached', async () => {
    const workspace = join(folder, 'workspace')
    const link = join(folder, 'link')
    expect([...await readSandboxAnswers(workspace, id)]).toEqual([])
    await keepSandboxAnswer(link, id, 'write', 'allowed')
    expect([...await readSandboxAnswers(workspace, id)]).toEqual([['write', 'allowed']])
    expect([...await readSandboxAnswers(link, id)]).toEqual([['write', 'allowed']])
    expect([...await readSandboxAnswers(join(folder, 'other'), id)]).toEqual([])
    expect([...await readSandboxAnswers(workspace, `${id}~2`)]).toEqual([])
    expect([...await readSandboxAnswers('/no/such/folder', id)]).toEqual([])
  })
  test('answers given at once are all kept, readable, and outside the workspace', async () => {
    const workspace = join(folder, 'workspace')
    const ids = Array.from({ length: 20 }, (_, index) => `src/a.ts#f${index}`)
    await Promise.all([...ids.map((each) => keepSandboxAnswer(workspace, each, 'network', 'allowed')), ...ids.map((each) => keepSandboxAnswer(workspace, each, 'write', 'allowed'))])
    expect(await Promise.all(ids.map((each) => readAllowedActions(workspace, each)))).toEqual(ids.map(() => ['write', 'network']))
    const answers = join(folder, 'data', 'heatline', 'sandbox-answers')
    const names = readdirSync(answers).map((name) => readFileSync(join(answers, name, 'write.json'), 'utf8')).map((answer) => /"function": "(.*)"/.exec(answer)?.[1] ?? '')
    expect(names.toSorted()).toEqual(ids.toSorted())
    expect(readdirSync(workspace)).toEqual([])
  })
  test('a no is kept too, beside a yes to another action, and a later yes replaces it', async () => {
    const workspace = join(folder, 'workspace')
    await keepSandboxAnswer(workspace, id, 'write', 'refused')
    await keepSandboxAnswer(workspace, id, 'network', 'allowed')
    expect(new Map(await readSandboxAnswers(workspace, id))).toEqual(new Map([['write', 'refused'], ['network', 'allowed']]))
    expect(await readAllowedActions(workspace, id)).toEqual(['network'])
    await keepSandboxAnswer(workspace, id, 'write', 'allowed')
    expect(await readAllowedActions(workspace, id)).toEqual(['write', 'network'])
  })
  test.each(['allowed', 'refused'] as const)('an answer of before there were actions (%s) is one to each of them', async (answer) => {
    const workspace = join(folder, 'workspace')
    await keepSandboxAnswer(workspace, id, 'write', 'allowed')
    const answers = join(folder, 'data', 'heatline', 'sandbox-answers')
    const [name = ''] = readdirSync(answers)
    rmSync(join(answers, name), { recursive: true })
    writeFileSync(join(answers, `${name}.json`), JSON.stringify({ root: workspace, function: id, answer, answeredAt: '2026-11-20T10:00:00.000Z' }))
    expect(new Map(await readSandboxAnswers(workspace, id))).toEqual(new Map(sandboxActions.map((action) => [action, answer])))
    expect(readdirSync(answers)).toEqual([name])
    await keepSandboxAnswer(workspace, id, 'write', 'refused')
    expect((await readSandboxAnswers(workspace, id)).get('write')).toBe('refused')
  })
  test('what is none of ours in the folder is passed over', async () => {
    const workspace = join(folder, 'workspace')
    await keepSandboxAnswer(workspace, id, 'write', 'allowed')
    const answers = join(folder, 'data', 'heatline', 'sandbox-answers')
    const [name = ''] = readdirSync(answers)
    writeFileSync(join(answers, name, 'network.json'), '{ "action": "network", "answer": ')
    writeFileSync(join(answers, name, 'later.json'), '{ "action": "of a later version", "answer": "allowed" }')
    expect(await readAllowedActions(workspace, id)).toEqual(['write'])
  })
  test('can all be taken back, and given again', async () => {
    const workspace = join(folder, 'workspace')
    await forgetSandboxAnswers()
    await keepSandboxAnswer(workspace, id, 'write', 'allowed')
    await forgetSandboxAnswers()
    expect(await readAllowedActions(workspace, id)).toEqual([])
    await keepSandboxAnswer(workspace, id, 'write', 'allowed')
    expect(await readAllowedActions(workspace, id)).toEqual(['write'])
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
