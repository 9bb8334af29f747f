import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workspaceRoot } from '../../../src/engine/workspaceRoot.ts'

let top: string

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'heatline-root-'))
})
afterEach(() => rmSync(top, { recursive: true }))

test('the repository, whatever packages lie between', () => {
  const file = write({ '.git/HEAD': '', 'package.json': '{}', 'packages/a/package.json': '{}', 'packages/a/src/a.ts': '' })
  expect(workspaceRoot(file)).toBe(top)
})

test('a git worktree, where .git is a file', () => {
  expect(workspaceRoot(write({ '.git': 'gitdir: elsewhere', 'src/a.ts': '' }))).toBe(top)
})

test('the nearest marker wins: a workspace inside of a repository', () => {
  const file = write({ '.git/HEAD': '', 'app/package.json': '{ "workspaces": ["packages/*"] }', 'app/packages/a/package.json': '{}', 'app/packages/a/a.ts': '' })
  expect(workspaceRoot(file)).toBe(join(top, 'app'))
})

test('a pnpm workspace', () => {
  const file = write({ 'pnpm-workspace.yaml': 'packages: []', 'packages/a/package.json': '{}', 'packages/a/a.ts': '' })
  expect(workspaceRoot(file)).toBe(top)
})

test('else the nearest package, even one whose package.json is broken', () => {
  const file = write({ 'package.json': '{}', 'a/package.json': '{ "workspaces": [', 'a/src/a.ts': '' })
  expect(workspaceRoot(file)).toBe(join(top, 'a'))
})

test('not a package.json that only says how the files beside it are read', () => {
  const file = write({ 'package.json': '{ "name": "a" }', 'src/package.json': '{ "type": "module" }', 'src/a.ts': '' })
  expect(workspaceRoot(file)).toBe(top)
})

test('else the folder of the file', () => {
  const file = write({ 'src/a.ts': '' })
  expect(workspaceRoot(file)).toBe(join(top, 'src'))
})

/** Writes files below `top`; the absolute path of the last one. */
function write(files: Record<string, string>): string {
  let last = ''
  for (const [name, text] of Object.entries(files)) {
    last = join(top, name)
    mkdirSync(dirname(last), { recursive: true })
    writeFileSync(last, text)
  }
  return last
}
