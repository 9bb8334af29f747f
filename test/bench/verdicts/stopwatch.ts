import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Subject } from './subjects.ts'

/** Milliseconds of one process, after as much again to warm up. */
const processMs = 150

/** Takes turns so often. */
const rounds = 11

/** A slowdown that is this far from what was wanted is tried once more. */
const mostOff = 0.2

/**
 * What the extra work really costs, by a stopwatch of its own that shares nothing with Heatline: one plain process after the other,
 * in turn, each one's median batch; the median of the ratios of neighbours. 0.03 is 3%.
 */
export function measuredSlowdown(folder: string, subject: Subject, extra: number): number {
  const base = write(folder, subject, 0)
  const slower = write(folder, subject, extra)
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    // The order changes, so that a machine that gets slower favours neither.
    const first = timed(round % 2 === 0 ? base : slower)
    const second = timed(round % 2 === 0 ? slower : base)
    ratios.push(round % 2 === 0 ? second / first : first / second)
  }
  return (ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN) - 1
}

/** What a round of extra work costs, as a share of a call: it shows where there are many, in a slowdown of a third or so. */
export function costOfRound(folder: string, subject: Subject): number {
  let many = 200
  let slope = 0
  for (let step = 0; step < 8; step++) {
    const slowdown = measuredSlowdown(folder, subject, many)
    slope = slowdown / many
    if (slowdown > 0.2 && slowdown < 0.8) break
    many = Math.max(1, Math.round(slowdown <= 0.02 ? many * 8 : (many * 0.4) / slowdown))
  }
  return slope
}

/** Rounds of extra work that cost about so much, and what they were measured to cost. */
export function calibrated(folder: string, subject: Subject, slope: number, wanted: number): { readonly extra: number; readonly slowdown: number } {
  const extra = Math.max(1, Math.round(wanted / slope))
  const slowdown = measuredSlowdown(folder, subject, extra)
  if (Math.abs(slowdown / wanted - 1) < mostOff) return { extra, slowdown }
  // To enter a loop costs something as well.
  const less = Math.max(1, Math.round(extra * Math.min(2, Math.max(0.4, wanted / Math.max(slowdown, wanted / 4)))))
  return { extra: less, slowdown: measuredSlowdown(folder, subject, less) }
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
  return sink === times ? 0 : times[times.length >> 1]
}
console.log(await time())
`)
  return file
}

function timed(file: string): number {
  return Number(spawnSync(process.execPath, [file], { encoding: 'utf8' }).stdout.trim())
}
