import { build } from 'esbuild'
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { openStore } from '../../src/engine/store/openStore.ts'
import { storePath } from '../../src/engine/store/storePath.ts'
import { storedRun } from './storedRuns.ts'

interface Writer {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** Ids that it told as stored. */
  readonly told: string[]
  /** Settles when it has ended and all that it told was read. */
  readonly ended: Promise<void>
}

/** Starts a process that writes runs into the store of `<folder>/workspace`. */
function startWriter(folder: string, first: number, count: number, functions: number, onTold: (count: number) => void = () => {}): Writer {
  const child = spawn(process.execPath, [writerIn(folder), workspaceOf(folder), ...[first, count, functions].map(String)], { env: environmentIn(folder), stdio: ['ignore', 'pipe', 'pipe'] })
  const told: string[] = []
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => {
    // A kill may cut the last one.
    if (line.length === 36) onTold(told.push(line))
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
  return { child, told, ended: end() }

  async function end(): Promise<void> {
    await Promise.all([once(child, 'close'), once(lines, 'close')])
    if (said !== '') throw new Error(`The writer said: ${said}`)
  }
}

/** Lets processes write runs into one store that none of them finds. */
export async function writersAtOnce(folder: string, processes: number, runsEach: number): Promise<{ readonly told: number; readonly stored: number; readonly problem: string | null }> {
  await prepare(folder)
  const writers = Array.from({ length: processes }, (_, number) => startWriter(folder, number * runsEach, runsEach, 7))
  await Promise.all(writers.map(({ ended }) => ended))
  const store = openStore(workspaceOf(folder), environmentIn(folder))
  const told = writers.flatMap((writer) => writer.told)
  const stored = new Set(Array.from({ length: 7 }, (_, number) => store.historyOf('src/cart.ts', `f${number}`, 1_000_000)).flat().map(({ id }) => id))
  const notices = store.notices.join(' ')
  store.close()
  return { told: told.length, stored: told.filter((id) => stored.has(id)).length, problem: notices === '' ? problemOf(folder) : notices }
}

/** All that a writer of three runs says on a Node, on both channels. */
export async function writerOn(folder: string, nodePath: string, flags: readonly string[]): Promise<{ readonly out: readonly string[]; readonly errors: string }> {
  await prepare(folder)
  const { stdout, stderr } = spawnSync(nodePath, [...flags, writerIn(folder), workspaceOf(folder), '0', '3', '1'], { env: environmentIn(folder), encoding: 'utf8' })
  return { out: stdout.trimEnd().split('\n'), errors: stderr }
}

/** Lets a process write runs that may not make a file larger than that, and tells what it said in the end, and how many of those that it told are there. */
export async function limitedWriter(folder: string, blocks: number): Promise<{ readonly told: number; readonly stored: number; readonly said: string; readonly problem: string | null }> {
  await prepare(folder)
  const { stdout } = spawnSync('sh', ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, writerIn(folder), workspaceOf(folder), '0', '100000', '3'], { env: environmentIn(folder), encoding: 'utf8' })
  const lines = stdout.trimEnd().split('\n')
  const told = lines.slice(0, -1)
  const store = openStore(workspaceOf(folder), environmentIn(folder))
  const stored = told.filter((id) => store.run(id) !== null).length
  // There is room again.
  store.putRun(storedRun(1_000_000), null, () => false)
  store.close()
  return { told: told.length, stored, said: lines.at(-1) ?? '', problem: problemOf(folder) }
}

/** Kills a writer of a store with SIGKILL, again and again at another moment, and looks for what it told as stored. */
export async function killedWriters(folder: string, kills: number): Promise<{ readonly kills: number; readonly told: number; readonly lost: readonly string[]; readonly problems: readonly string[] }> {
  await prepare(folder)
  const lost: string[] = []
  const problems: string[] = []
  let killed = 0
  let told = 0
  for (let round = 0; round < kills; round++) {
    // After so many runs, and a part of the next: each kill falls somewhere else. The first ones fall while the store is made.
    const after = round < 3 ? 0 : 1 + (round * 7) % 23
    const writer = startWriter(folder, round * 100_000, 100_000, 3, (count) => {
      if (count === after) setTimeout(() => writer.child.kill('SIGKILL'), (round * 13) % 17)
    })
    if (after === 0) setTimeout(() => writer.child.kill('SIGKILL'), 30 + (round * 37) % 90)
    await writer.ended
    if (writer.child.signalCode === 'SIGKILL') killed++
    told += writer.told.length
    const store = openStore(workspaceOf(folder), environmentIn(folder))
    problems.push(...store.notices)
    lost.push(...writer.told.filter((id) => store.run(id) === null))
    const newest = store.historyOf('src/cart.ts', 'f0', 1)[0]
    if (newest !== undefined && (newest.snapshotId === null || store.snapshot(newest.snapshotId) === null)) problems.push(`run ${newest.id} lacks its snapshot`)
    store.close()
    const problem = problemOf(folder)
    if (problem !== null) problems.push(problem)
  }
  return { kills: killed, told, lost, problems }
}

/** What SQLite finds wrong with the store; null where nothing is. */
function problemOf(folder: string): string | null {
  const database = new DatabaseSync(storePath(workspaceOf(folder), environmentIn(folder)), { readOnly: true })
  try {
    const found = String(Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0])
    return found === 'ok' ? null : found
  } finally {
    database.close()
  }
}

/** Bundles the writer, as the extension and the terminal are: a process then starts in a tenth of the time. */
async function prepare(folder: string): Promise<void> {
  mkdirSync(workspaceOf(folder), { recursive: true })
  await build({ entryPoints: [path.join(import.meta.dirname, '../integration/store/storeWriter.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node22', outfile: writerIn(folder), logLevel: 'error' })
}

function writerIn(folder: string): string {
  return path.join(folder, 'storeWriter.cjs')
}

function workspaceOf(folder: string): string {
  return path.join(folder, 'workspace')
}

function environmentIn(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, XDG_DATA_HOME: path.join(folder, 'data') }
}
