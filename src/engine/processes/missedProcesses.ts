import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { runMarkerVariable } from '../child/runMarker.ts'

/** Looks for Node processes of a command that do not load the preload. */
export interface MissedProcesses {
  /** Their command lines, of those seen so far. */
  readonly found: ReadonlySet<string>
  stop(): void
}

/** A look takes some milliseconds; short-lived processes are missed at first, and no others later. */
const firstPauseMs = 250
const longestPauseMs = 4_000

/**
 * Watches for them: their environment was emptied, or `NODE_OPTIONS` was taken from it. Linux alone shows that.
 * @param pid of the command
 * @param preloadName what `NODE_OPTIONS` of the others holds
 */
export function watchForMissed(pid: number, marker: string, preloadName: string): MissedProcesses {
  const found = new Set<string>()
  if (process.platform !== 'linux') return { found, stop: () => {} }
  let pauseMs = firstPauseMs
  let timer = setTimeout(look, pauseMs)
  timer.unref()
  return { found, stop: () => clearTimeout(timer) }

  function look(): void {
    for (const command of missedOf(pid, marker, preloadName)) found.add(command)
    pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)
    timer = setTimeout(look, pauseMs)
    timer.unref()
  }
}

interface SeenProcess {
  readonly parent: number
  readonly environment: readonly string[]
}

function missedOf(pid: number, marker: string, preloadName: string): readonly string[] {
  const seen = new Map(readdirSync('/proc').map(Number).filter(Number.isInteger).flatMap((each) => {
    const process = lookAt(each)
    return process === null ? [] : [[each, process] as const]
  }))
  const isOurs = (each: number): boolean => {
    const process = seen.get(each)
    if (process === undefined) return false
    return each === pid || process.environment.some((entry) => entry.startsWith(`${runMarkerVariable}=`) && entry.includes(marker)) || isOurs(process.parent)
  }
  return [...seen].filter(([each, { environment }]) => isNode(each) && !environment.some((entry) => entry.startsWith('NODE_OPTIONS=') && entry.includes(preloadName)) && isOurs(each)).map(([each]) => commandLine(each))
}

function lookAt(pid: number): SeenProcess | null {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may itself hold blanks and parentheses.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(parent), environment }
  } catch {
    // It ended while we looked, or is another user's.
    return null
  }
}

function isNode(pid: number): boolean {
  try {
    return /^node(?:js|\d*)?$/.test(basename(readlinkSync(`/proc/${pid}/exe`)))
  } catch {
    return false
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter((word) => word !== '').map((word, index) => (index === 0 ? basename(word) : word)).join(' ').slice(0, 80)
  } catch {
    return `process ${pid}`
  }
}
