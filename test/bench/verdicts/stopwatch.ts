import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Subject } from './subjects.ts'

/** Milliseconds of one process, after as much again to warm up. */
const processMs = 250

/** Takes turns so often. */
const rounds = 9

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

/** Rounds of extra work that cost about so much, and what they were measured to cost. */
export function calibrated(folder: string, subject: Subject, wanted: number): { readonly extra: number; readonly slowdown: number } {
  // A loop is dear to enter: from two points the cost of a round.
  let extra = 200
  for (let step = 0; step < 12; step++) {
    const slowdown = measuredSlowdown(folder, subject, extra)
    if (slowdown > 0.2 && slowdown < 0.6) {
      extra = (extra * wanted) / slowdown
      break
    }
    extra *= slowdown <= 0.02 ? 8 : 0.4 / slowdown
  }
  let best = { extra: Math.max(1, Math.round(extra)), slowdown: Number.NaN }
  for (let step = 0; step < 4; step++) {
    const tried = Math.max(1, Math.round(extra))
    const slowdown = measuredSlowdown(folder, subject, tried)
    if (Number.isNaN(best.slowdown) || Math.abs(slowdown - wanted) < Math.abs(best.slowdown - wanted)) best = { extra: tried, slowdown }
    if (Math.abs(slowdown / wanted - 1) < 0.12) break
    extra = tried * Math.min(2, Math.max(0.5, wanted / Math.max(slowdown, wanted / 4)))
  }
  return best
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
