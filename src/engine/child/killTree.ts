import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { runMarkerVariable } from './runMarker.ts'

/** A killed process with gigabytes takes a while to go; a tree that forks faster than this never ends by itself. */
const rounds = 200
const pauseMs = 10

/**
 * Kills a process, its group, its descendants and everything that carries the marker, once.
 * @param pid leader of the group; null where only the marker is known
 * @param marker a run's marker, or a parent's token for all of its runs
 * @returns how many were found alive; 0 on Windows, which is done in one go
 */
export function killTree(pid: number | null, marker: string): number {
  if (process.platform === 'win32') {
    // Windows has no groups and shows no other process's environment; its tree is walked by parent ids.
    if (pid !== null) runQuietly('taskkill', ['/T', '/F', '/PID', String(pid)])
    return 0
  }
  // Looked up before the first kill: afterwards orphans hang off init and are no longer descendants.
  const found = findTree(pid, marker)
  if (pid !== null) kill(-pid)
  for (const each of found) kill(each)
  return found.length
}

/** Kills the tree until a look finds nothing alive: what was just forking is met in the next round. */
export async function killTreeUntilGone(pid: number | null, marker: string): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    if (killTree(pid, marker) === 0) return
    await setTimeout(pauseMs)
  }
}

/** Ids of the living processes that descend from `pid` or carry the marker; `pid` itself and this process left out. */
function findTree(pid: number | null, marker: string): number[] {
  const processes = process.platform === 'linux' ? listLinux(marker) : listWithPs(marker)
  const found = new Set(processes.filter((each) => each.marked).map((each) => each.pid))
  if (pid !== null) {
    const tree = new Set([pid])
    // A parent can be listed after its child: go on until nothing is added.
    for (let size = 0; size !== tree.size; ) {
      size = tree.size
      for (const each of processes) if (tree.has(each.parent)) tree.add(each.pid)
    }
    tree.delete(pid)
    for (const each of tree) found.add(each)
  }
  found.delete(process.pid)
  return [...found]
}

interface ListedProcess {
  readonly pid: number
  readonly parent: number
  readonly marked: boolean
}

function listLinux(marker: string): ListedProcess[] {
  const listed: ListedProcess[] = []
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    try {
      // Other users' processes refuse here: they are not ours to kill.
      const environment = readFileSync(`/proc/${name}/environ`, 'latin1')
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      // The name in parentheses may itself hold blanks and parentheses.
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z' || state === 'X') continue
      listed.push({ pid, parent: Number(parent), marked: carries(environment.split('\0'), marker) })
    } catch {
      // It ended while we looked.
    }
  }
  return listed
}

/** macOS and BSD: `-E` shows the environment of the user's own processes behind the command. */
function listWithPs(marker: string): ListedProcess[] {
  const listed: ListedProcess[] = []
  for (const line of runQuietly('ps', ['-A', '-ww', '-E', '-o', 'pid=,ppid=,stat=,command=']).split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)
    if (!match || match[3]?.startsWith('Z')) continue
    listed.push({ pid: Number(match[1]), parent: Number(match[2]), marked: (match[4] ?? '').includes(`${runMarkerVariable}=`) && (match[4] ?? '').includes(marker) })
  }
  return listed
}

function carries(environment: readonly string[], marker: string): boolean {
  const start = `${runMarkerVariable}=`
  return environment.some((entry) => entry.startsWith(start) && entry.includes(marker))
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Already gone, or another user's (a setuid program): there is nothing more to do.
  }
}

function runQuietly(program: string, parameters: string[]): string {
  try {
    return execFileSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true, maxBuffer: 1 << 26 })
  } catch {
    return ''
  }
}
