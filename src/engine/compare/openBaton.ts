import { execFile } from 'node:child_process'
import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Sides } from './measurePair.ts'

/**
 * What the processes of a pair hand to one another in turn: two pipes, each process reading the one that the other writes. On one core
 * that takes a hundredth of what it takes by way of this process.
 */
export interface Baton {
  /** For each side the descriptor that it takes the baton from, and that it passes it to. */
  readonly descriptors: Readonly<Record<keyof Sides, readonly [take: number, pass: number]>>
  /** Once the processes have started, which have descriptors of their own. */
  readonly close: () => void
}

/** Makes a baton; null where the system has no named pipes (Windows). @param directory the pipes are made there, and are gone at once */
export async function openBaton(directory: string): Promise<Baton | null> {
  const paths = [join(directory, 'baton-1'), join(directory, 'baton-2')]
  if (!(await makePipes(paths))) return null
  // For reading and writing: opened for one of both, it waits for the other end.
  const [one, other] = paths.map((path) => openSync(path, 'r+'))
  for (const path of paths) rmSync(path)
  if (one === undefined || other === undefined) return null
  return {
    descriptors: { base: [one, other], current: [other, one] },
    close() {
      closeSync(one)
      closeSync(other)
    },
  }
}

async function makePipes(paths: readonly string[]): Promise<boolean> {
  return await new Promise((resolve) => {
    execFile('mkfifo', ['-m', '600', ...paths], (error) => resolve(error === null))
  })
}
