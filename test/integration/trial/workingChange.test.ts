import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ProfileRequest } from '../../../src/engine/profileFunction.ts'
import { withChange } from '../../../src/engine/trial/changedSources.ts'
import { workingChange } from '../../../src/engine/trial/workingChange.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const one = 'export function one() { return 1 }\n'
const files = { 'one.js': one, 'other.js': 'export const other = 1\n', 'old.js': 'export {}\n' }

async function inRepository(use: (root: string, asked: (changes?: Partial<ProfileRequest>) => ReturnType<typeof workingChange>) => Promise<void>): Promise<void> {
  await inTemporaryFolder(files, async (root) => {
    const git = (...words: string[]): void => void execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...words], { cwd: root, stdio: 'ignore' })
    git('init', '-b', 'main')
    git('add', '.')
    git('commit', '-m', 'Begin')
    const request: ProfileRequest = {
      root, file: path.join(root, 'one.js'), text: one, overlays: new Map(), functionName: 'one', workload: { kind: 'none', expression: 'one()' }, notes: [], allowedActions: [], timeBudgetMs: 500,
      node: { path: process.execPath, version: process.versions.node, foundIn: 'test', env: {}, abi: process.versions.modules }, installation: { directory: '', version: '' },
    }
    await use(root, async (changes) => await workingChange({ ...request, ...changes }))
  })
}

test('what is unsaved is a change of what is saved', async () => {
  await inRepository(async (root, asked) => {
    const text = one.replace('1', '2')
    const { before, change, against } = await asked({ text, overlays: new Map([[path.join(root, 'one.js'), text]]) })
    expect([before.text, before.overlays.size, against]).toEqual([one, 0, 'what is saved'])
    expect(withChange(before, change)).toMatchObject({ text, overlays: new Map() })
  })
})

test('where nothing is unsaved, the working tree is a change of the last commit: with what is new, and without what is gone', async () => {
  await inRepository(async (root, asked) => {
    const text = one.replace('1', 'fresh')
    writeFileSync(path.join(root, 'one.js'), text)
    writeFileSync(path.join(root, 'fresh.js'), 'export const fresh = 1\n')
    rmSync(path.join(root, 'old.js'))
    const { before, change, against } = await asked({ text })
    expect([before.text, against]).toEqual([one, 'the last commit'])
    expect(before.hidden).toEqual(new Set([path.join(root, 'fresh.js')]))
    expect(change).toEqual({ texts: new Map([[path.join(root, 'one.js'), text], [path.join(root, 'fresh.js'), 'export const fresh = 1\n']]), hidden: new Set([path.join(root, 'old.js')]) })
    expect(withChange(before, change).hidden).toEqual(new Set([path.join(root, 'old.js')]))
  })
})

test('without a change there is nothing to try', async () => {
  await inRepository(async (_, asked) => {
    await expect(asked()).rejects.toThrow('There is no change to try: nothing is unsaved, and the code is as it is in the last commit.')
    await expect(asked({ functionName: 'two' })).rejects.toThrow('Nothing is unsaved, and the last commit cannot be compared with.')
  })
})
