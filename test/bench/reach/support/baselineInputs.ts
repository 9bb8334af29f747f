import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { HeatlineInputs } from './askHeatline.ts'

/** An object that has every property, each of them itself; it can be called and built. */
const universalProxy = '(() => { const p = new Proxy(function () {}, { get: (target, key) => key === Symbol.toPrimitive ? () => 1 : key === "then" ? undefined : key === "prototype" ? target.prototype : p, apply: () => p, construct: () => p, has: (target, key) => true }); return p })()'

/** What any code might be given without a thought: what it scores is no one's merit. */
export const baselines = ['undefined', 'proxy'] as const
export type Baseline = (typeof baselines)[number]

/** One row of nothing but `undefined`, or of proxies that answer to everything. */
export function baselineInputs({ reach, parameters }: SourceFunction, baseline: Baseline): HeatlineInputs {
  const value = baseline === 'undefined' ? 'undefined' : universalProxy
  // Even a function that takes nothing is given a proxy: it is not the proxy's merit that it runs.
  const args = Array.from({ length: baseline === 'proxy' ? Math.max(1, parameters.length) : parameters.length }, () => value)
  const className = reach.kind === 'instance' ? reach.className : null
  const receiver = className === null ? [] : [`new ${className}(${baseline === 'undefined' ? '' : value})`]
  const names = className === null ? [] : [className.split(/[.[]/u)[0] ?? className]
  return { rows: [`[${[...receiver, ...args].join(', ')}]`], drive: null, names, imports: [], renders: false }
}
