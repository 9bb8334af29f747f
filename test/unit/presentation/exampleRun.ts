import type { Run } from '../../../src/core/comparison/run.ts'
import type { FunctionHeat, LineHeat, ShareEstimate } from '../../../src/core/profile/attribution.ts'

const allSamples = 4000

/** The source that `exampleRun` is a run of. */
export const cartSource = `import { round } from './tax'

export class Cart {
  constructor(private readonly items: Item[]) {}

  total(taxRate: number): number {
    let sum = 0
    for (const item of this.items) {
      sum += item.price * item.count
    }
    return round(sum * (1 + taxRate))
  }
}
`

/** The other file that it reached. */
export const taxSource = `export function round(value: number): number {
\treturn Math.round(value * 100) / 100
}
`

/** A run of `Cart.total`, with what a test changes. */
export function exampleRun(changes: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    startedAt: Date.UTC(2026, 10, 21, 12, 30),
    root: '/shop',
    outcome: 'completed',
    message: null,
    function: { id: 'src/cart.ts#Cart.total', file: 'src/cart.ts', name: 'Cart.total', startLine: 5, endLine: 11, bodyHash: 'abc' },
    workload: { kind: 'call', expression: 'new Cart(items).total(0.2)', origin: 'option' },
    timing: {
      medianMs: 0.0124,
      confidenceIntervalMs: { low: 0.01225, high: 0.01255 },
      iterations: 482_301,
      processes: 6,
      processMediansMs: [0.0123, 0.0124, 0.0124, 0.0124, 0.0125, 0.0126],
    },
    attribution: {
      recorders: ['pprof'],
      stackSamples: allSamples,
      functionSamples: 3900,
      garbageCollection: estimate(240),
      unmappedShare: 0.03,
      lines: [
        lineHeat('src/cart.ts', 8, 2200, 2200, 0.00682),
        lineHeat('src/cart.ts', 7, 840, 3040, 0.0026),
        lineHeat('src/tax.ts', 1, 520, 520, 0.0016),
        lineHeat('src/cart.ts', 10, 80, 600, 0.00025),
        lineHeat('src/cart.ts', 3, 6, 6, 0.00002),
      ],
      functions: [
        functionHeat('src/cart.ts', 'Cart.total', 5, 3120, 3640),
        functionHeat('src/tax.ts', 'round', 0, 520, 520),
        functionHeat('src/cart.ts', 'new Cart', 3, 6, 6),
      ],
    },
    allocatedBytesPerCall: null,
  thrownShare: 0,
    loadingMs: 412,
    measuringMs: 1980,
    environment: {
      nodeVersion: '24.21.0',
      nodePath: '/usr/local/bin/node',
      v8Version: '13.6.233',
      platform: 'linux',
      arch: 'x64',
      cpuModel: 'Some CPU @ 3.00GHz',
      cpuCount: 2,
      flags: [],
    },
    warnings: ['Other programs kept the processor busy.'],
    ...changes,
  }
}

/** Samples of the run's 4,000, with a plain normal interval. */
function estimate(samples: number): ShareEstimate {
  const share = samples / allSamples
  const half = 1.96 * Math.sqrt((share * (1 - share)) / allSamples)
  return { samples, share, interval: { low: Math.max(0, share - half), high: Math.min(1, share + half) } }
}

/** A line's heat; `line` is 0-based. */
export function lineHeat(file: string, line: number, self: number, total: number | null, selfMsPerCall: number | null): LineHeat {
  return { file, line, self: estimate(self), total: total === null ? null : estimate(total), selfMsPerCall, callees: [] }
}

/** A function's heat; `line` is 0-based. */
export function functionHeat(file: string, name: string, line: number, self: number, total: number | null): FunctionHeat {
  return { file, name, line, self: estimate(self), total: total === null ? null : estimate(total) }
}
