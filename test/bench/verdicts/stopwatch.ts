import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Subject } from './subjects.ts'

/** Milliseconds of one process, after as much again to warm up. */
const processMs = 120

/** Takes turns so often. */
const rounds = 11

/**
 * What the extra work really costs, by a stopwatch of its own that shares nothing with Heatline: plain processes, one after the other
 * and in turn, on one core, each one's quickest batches; of them the quickest processes, which nothing disturbed. 0.03 is 3%.
 */
function measuredSlowdown(folder: string, subject: Subject, extra: number): number {
  const base = write(folder, subject, 0)
  const slower = write(folder, subject, extra)
  const times: { readonly base: number[]; readonly slower: number[] } = { base: [], slower: [] }
  for (let round = 0; round < rounds; round++) {
    times.base.push(timed(base))
    times.slower.push(timed(slower))
  }
  return undisturbed(times.slower) / undisturbed(times.base) - 1
}

/**
 * What a round of extra work costs, as a share of a call: measured in slowdowns of a third or so, beside which the noise of a
 * stopwatch is small, and the same code as in slowdowns of 3%, but for a number.
 */
export function costOfRound(folder: string, subject: Subject): number {
  let many = 100
  for (let step = 0; step < 8; step++) {
    const slowdown = measuredSlowdown(folder, subject, many)
    if (slowdown > 0.2 && slowdown < 0.6) return middle([slowdown, measuredSlowdown(folder, subject, many), measuredSlowdown(folder, subject, many)]) / many
    many = Math.max(1, Math.round(slowdown <= 0.02 ? many * 8 : (many * 0.4) / slowdown))
  }
  throw new Error(`No slowdown of a third was found of ${subject.name}`)
}

function write(folder: string, subject: Subject, extra: number): string {
  const file = path.join(folder, `stopwatch-${subject.functionName}-${extra}.mjs`)
  writeFileSync(file, `${subject.text(extra)}
export async function time() {
  const inputs = ${subject.call.slice(subject.functionName.length).replace(/^\(/u, '[').replace(/\)$/u, ']')}
  const call = ${subject.functionName}
  let sink
  const batch = async (size) => {
    const start = performance.now()
    for (let i = 0; i < size; i++) {
      const result = call(inputs[0], inputs[1])
      sink = result instanceof Promise ? await result : result
    }
    return performance.now() - start
  }
  let size = 1
  while (await batch(size) < 0.5 && size < 1e6) size *= 2
  const until = async (ms) => {
    const times = []
    const end = performance.now() + ms
    do times.push(await batch(size) / size)
    while (performance.now() < end)
    return times.sort((a, b) => a - b)
  }
  await until(${processMs})
  const times = await until(${processMs})
  return sink === times ? 0 : times[Math.floor(times.length / 20)]
}
console.log(await time())
`)
  return file
}

function timed(file: string): number {
  return Number(spawnSync(...onOneCore(process.execPath, [file]), { encoding: 'utf8' }).stdout.trim())
}

/** Cores that share their silicon with other programs differ by up to two. */
function onOneCore(command: string, args: readonly string[]): [string, string[]] {
  return process.platform === 'linux' ? ['taskset', ['-c', '0', command, ...args]] : [command, [...args]]
}

/** The second least: a single one may be a fluke. */
function undisturbed(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[1] ?? Number.NaN
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
