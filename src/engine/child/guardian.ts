import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import type { GuardianMessage } from './guardianMessage.ts'
import { parentToken } from './runMarker.ts'

/** What is to be cleaned up, so that a guardian that was killed can be replaced by one that knows it. */
const running = new Map<string, number>()
const folders = new Set<string>()

/** One per process of ours: its pipe is what tells that this process is gone. */
let guardian: ChildProcess | null = null

/**
 * Starts the guardian unless it runs already. Takes about 35 ms until it is up, in the background: call it while
 * bundling goes on. It does not keep this process alive and ends with it.
 */
export function startGuardian(node: NodeExecutable, guardianPath: string): void {
  if (guardian !== null) return
  const child = spawn(node.path, [guardianPath, parentToken], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
    cwd: '/',
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...node.env },
  })
  guardian = child
  const forget = (): void => {
    if (guardian === child) guardian = null
  }
  // Where it cannot be started the pass cannot either, and says why.
  child.on('error', forget)
  child.on('exit', forget)
  child.stdin?.on('error', forget)
  child.unref()
  if (child.stdin instanceof Socket) child.stdin.unref()
  for (const [marker, pid] of running) tell({ kind: 'started', marker, pid })
  for (const path of folders) tell({ kind: 'folder', path })
}

/** Tells the guardian what to kill should this process die. */
export function guard(marker: string, pid: number): void {
  running.set(marker, pid)
  tell({ kind: 'started', marker, pid })
}

/** Ends what `guard` began, once the pass's processes are gone. */
export function unguard(marker: string): void {
  running.delete(marker)
  tell({ kind: 'ended', marker })
}

/**
 * Makes a temporary folder, calls `body` with it, and removes it; the guardian does should this process die before. Needs
 * `startGuardian` first.
 */
export async function withTemporaryFolder<T>(body: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'heatline-'))
  folders.add(path)
  tell({ kind: 'folder', path })
  try {
    return await body(path)
  } finally {
    await rm(path, { recursive: true, force: true, maxRetries: 3 })
    folders.delete(path)
    tell({ kind: 'folderRemoved', path })
  }
}

function tell(message: GuardianMessage): void {
  if (guardian?.stdin?.writable) guardian.stdin.write(`${JSON.stringify(message)}\n`)
}
