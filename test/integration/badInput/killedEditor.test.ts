import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leftoverProcesses } from '../../../scripts/leftoverProcesses.mjs'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'

let folder: string
let root: string
let temporary: string
let marker: string

beforeEach(() => {
  marker = randomUUID()
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline-killed-')))
  root = join(folder, 'workspace')
  temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  cpSync(resolve('test/fixtures/badInput'), root, { recursive: true })
})
afterEach(() => {
  if (process.getuid?.() !== 0) chmodSync(root, 0o755)
  rmSync(folder, { recursive: true, force: true })
})

/** The command line as a process of its own, in the workspace; all it starts carries the marker in its environment. */
function startHeatline(parameters: readonly string[], env: NodeJS.ProcessEnv = {}, uid?: number) {
  return spawn(process.execPath, [resolve('dist/cli.js'), 'profile', ...parameters], {
    cwd: root,
    env: { ...process.env, HEATLINE_TEST: marker, XDG_DATA_HOME: join(folder, 'data'), TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
}

async function runHeatline(...start: Parameters<typeof startHeatline>) {
  const child = startHeatline(...start)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, stdout, stderr }
}

/** Ids of a process's children: the guardian's environment carries no marker. */
function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number))
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

test('killed with SIGKILL during a run, with a grandchild: nothing is left, and the next run works', async () => {
  const editor = startHeatline(['calls.ts#leavesGrandchildAndLoops', '--call', 'leavesGrandchildAndLoops()'])
  for await (const line of createInterface({ input: editor.stderr })) if (line.includes('looping')) break
  const pid = editor.pid ?? 0
  const children = childrenOf(pid)
  // The editor, the looping child and its detached grandchild; the guardian and again the child.
  expect(leftoverProcesses(marker).length).toBe(3)
  expect(children.length).toBe(2)
  expect(readdirSync(temporary)).not.toEqual([])
  editor.kill('SIGKILL')
  await once(editor, 'exit')
  await expectNoLeftoverProcesses(marker)
  await expect.poll(() => children.filter(isAlive), { timeout: 10_000 }).toEqual([])
  expect(readdirSync(temporary)).toEqual([])

  const next = await runHeatline(['fine.ts#sum', '--time-budget', '100ms', '--json'])
  expect(next.stderr).not.toMatch(/[Ww]aiting/)
  expect(JSON.parse(next.stdout)).toMatchObject({ outcome: 'completed' })
  await expectNoLeftoverProcesses(marker)
})

test('a workspace that cannot be written is profiled like any other', async () => {
  const isRoot = process.getuid?.() === 0
  // Root may write anywhere; another user may not.
  const nobody = isRoot ? 65534 : undefined
  if (nobody === undefined) chmodSync(root, 0o555)
  else for (const path of [folder, temporary]) chownSync(path, nobody, nobody)
  const before = readdirSync(root)
  const { code, stdout, stderr } = await runHeatline(['fine.ts#sum', '--call', 'sum()', '--time-budget', '100ms', '--json', '--node', process.execPath], {}, nobody)
  expect(JSON.parse(stdout || '{}'), stderr).toMatchObject({ outcome: 'completed' })
  expect(code).toBe(0)
  expect(readdirSync(root)).toEqual(before)
  await expectNoLeftoverProcesses(marker)
})

test('no Node: a message that says what to do, and exit code 2', async () => {
  const none = await runHeatline(['fine.ts#sum'], { PATH: join(folder, 'empty') })
  expect(none).toMatchObject({ code: 2, stdout: '' })
  expect(none.stderr).toMatch(/No Node was found.*22\.13.*--node/)
  const missing = await runHeatline(['fine.ts#sum', '--node', './nowhere'])
  expect(missing).toMatchObject({ code: 2, stdout: '' })
  expect(missing.stderr).toMatch(/no Node at \.\/nowhere/)
})
