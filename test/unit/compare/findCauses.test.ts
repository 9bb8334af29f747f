import { describe, expect, test } from 'vitest'
import { findCauses } from '../../../src/core/comparison/findCauses.ts'
import type { SampledVersion } from '../../../src/core/comparison/findCauses.ts'
import { FunctionFinder } from '../../../src/core/profile/functionFinder.ts'
import { trusted } from '../../../src/core/profile/placedProfile.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { loopExtents } from '../../../src/core/source/loopExtents.ts'
import { propertyUse } from '../../../src/core/source/propertyUse.ts'

const file = '/work/src/main.js'

/** Samples that ended in a line, named by what stands on it, and the lines that called it, the nearest first. */
type Sampled = readonly [samples: number, line: string, ...callers: readonly string[]]

interface Version {
  readonly text: string
  readonly samples: readonly Sampled[]
  readonly bytes?: readonly (readonly [bytes: number, line: string, runs?: number])[]
  readonly waitingMsPerCall?: number
}

function versionOf({ text, samples, bytes, waitingMsPerCall = 0 }: Version): SampledVersion {
  const lineOf = (part: string) => {
    const line = text.split('\n').findIndex((each) => each.includes(part))
    if (line < 0) throw new Error(`No line has ${part}`)
    return { file, line }
  }
  const { functions } = discoverFunctions(text, file)
  const finder = new FunctionFinder(() => functions)
  const functionAt = (line: number) => trusted(finder.ownerOf(file, line, ''))
  const places = (all: readonly Sampled[]) => all.map(([count, line, ...callers]) => ({
    line: lineOf(line),
    function: functionAt(lineOf(line).line),
    samples: count,
    paths: [{ stacks: 100, calls: callers.map((caller, index) => ({ line: lineOf(caller), callee: functionAt(lineOf(callers[index - 1] ?? line).line) })) }],
  }))
  return {
    texts: new Map([[file, text]]),
    functionAt: (_, line) => functionAt(line).name,
    // Two processes that agree.
    rounds: [{ places: places(samples), msPerSample: 0.001 }, { places: places(samples), msPerSample: 0.001 }],
    loopsOf: () => loopExtents(text, file),
    propertiesOf: () => propertyUse(text, file),
    waitingMsPerCall,
    metered: bytes === undefined ? null : bytes.map(([count, line, runs = 1]) => ({ ...places([[count, line]])[0] ?? never(), runs })),
  }
}

function never(): never {
  throw new Error('no place')
}

function causesOf(base: Version, current: Version, weighs: 'time' | 'bytes' = 'time', measuredBytes: number | null = null): readonly string[] {
  const measured = { ms: weighs === 'time' ? (amountOf(current.samples) - amountOf(base.samples)) / 1000 : null, bytes: measuredBytes === 0 ? null : measuredBytes ?? amountOf(current.bytes ?? []) - amountOf(base.bytes ?? []) }
  const causes = findCauses({ base: versionOf(base), current: versionOf(current), renamed: new Map(), root: '/work', measured })
  return causes.map(({ line, functionName, differenceMsPerCall, differenceBytesPerCall, change, feltAt }) =>
    `${differenceMsPerCall?.toFixed(2) ?? '-'} ms ${differenceBytesPerCall ?? '-'} B ${functionName} ${change}: ${(change === 'removed' ? base : current).text.split('\n')[line]?.trim()}${feltAt === undefined ? '' : ` (felt at ${feltAt.file}:${feltAt.line + 1})`}`)
}

function amountOf(all: readonly (readonly [amount: number, ...rest: readonly unknown[]])[]): number {
  return all.reduce((sum, [amount]) => sum + amount, 0)
}

const helper = `
function slow(x) {
  return deep(x)
}`

/** A function that makes objects, and one that reads them. */
function shapes(made: string): string {
  return `function parse(row) {\n  ${made}\n}\nfunction f(all) {\n  for (const point of all.map(parse)) sum(point.x + point.y)\n}`
}

/** A function that makes a value, and one that uses it. */
function formats(made: string): string {
  return `function formatter() {\n  ${made}\n}\nfunction f(a) {\n  return formatter().format(a)\n}`
}

/** A function that makes an array when the file is loaded, and one that reads it. */
function arrays(made: string): string {
  return `function readings(n) {\n  const all = []\n  all.push(${made})\n  return all\n}\nconst data = readings(9)\nfunction f(n) {\n  for (let i = 0; i < n; i++) sum += data[i]\n}`
}

function mixing(rounds: number): Version {
  const text = `const rounds = ${rounds}\nfunction f(a) {\n  for (let i = 0; i < rounds; i++) {\n    mix(a)\n  }\n}`
  return { text, samples: [[rounds * 100, 'mix(a)']], bytes: [[0, 'mix(a)', rounds]] }
}

function reading(count: number): readonly Sampled[] {
  return [[count, 'sum(point.x']]
}

describe('the causes of a difference', () => {
  test('are the new lines that take the time, the weightiest first', () => {
    const base = 'function f(a) {\n  one(a)\n}'
    const current = 'function f(a) {\n  one(a)\n  two(a)\n  three(a)\n}'
    expect(causesOf({ text: base, samples: [[500, 'one(a)']] }, { text: current, samples: [[500, 'one(a)'], [100, 'two(a)'], [300, 'three(a)']] }))
      .toEqual(['0.30 ms - B f added: three(a)', '0.10 ms - B f added: two(a)'])
  })

  test('are no lines whose difference is within what so many samples allow', () => {
    expect(causesOf({ text: 'function f(a) {\n  one(a)\n  two(a)\n}', samples: [[500, 'one(a)'], [100, 'two(a)']] }, { text: 'function f(a) {\n  one(a)\n  few(a)\n}', samples: [[540, 'one(a)'], [108, 'few(a)']] })).toEqual([])
  })

  test('are a new call, not the unchanged function that it calls', () => {
    const base = `${helper}\nfunction f(a) {\n  old(a)\n}`
    const current = `${helper}\nfunction f(a) {\n  old(a)\n  slow(a)\n}`
    expect(causesOf({ text: base, samples: [[200, 'old(a)']] }, { text: current, samples: [[200, 'old(a)'], [10, 'slow(a)'], [400, 'deep(x)', 'slow(a)']] }))
      .toEqual(['0.41 ms - B f added: slow(a)'])
  })

  test('are a new call of a function that was changed in what takes no time', () => {
    const base = `${helper}\nfunction f(a) {\n  old(a)\n}`
    const current = `${helper.replace('return', 'const unused = 1\n  return')}\nfunction f(a) {\n  old(a)\n  slow(a)\n}`
    expect(causesOf({ text: base, samples: [[200, 'old(a)']] }, { text: current, samples: [[200, 'old(a)'], [400, 'deep(x)', 'slow(a)']] })).toEqual(['0.40 ms - B f added: slow(a)'])
  })

  test('are the line of a changed function that calls more where the call is as old as the line', () => {
    const base = `${helper}\nfunction cached(a) {\n  if (known.has(a)) return known.get(a)\n  return slow(a)\n}\nfunction f(a) {\n  use(cached(a), 1)\n}`
    const current = `${helper}\nfunction cached(a) {\n  return slow(a)\n}\nfunction f(a) {\n  use(cached(a), 2)\n}`
    expect(causesOf({ text: base, samples: [[200, 'use(cached']] }, { text: current, samples: [[200, 'use(cached'], [400, 'deep(x)', 'return slow', 'use(cached']] }))
      .toEqual(['0.40 ms - B cached same: return slow(a)'])
  })

  test('are a loop that was put around unchanged lines', () => {
    const base = 'function f(a) {\n  work(a)\n}'
    const current = 'function f(a) {\n  for (let i = 0; i < 3; i++) {\n    work(a)\n  }\n}'
    expect(causesOf({ text: base, samples: [[200, 'work(a)']] }, { text: current, samples: [[600, 'work(a)'], [5, 'for (let']] }))
      .toEqual(['0.40 ms - B f added: for (let i = 0; i < 3; i++) {'])
    const called = 'function f(a) {\n  all.forEach(() => {\n    work(a)\n  })\n}'
    expect(causesOf({ text: base, samples: [[200, 'work(a)']] }, { text: called, samples: [[600, 'work(a)']] })).toEqual(['0.40 ms - B f added: all.forEach(() => {'])
  })

  test('count a changed line by what it takes more than the one before it', () => {
    const base = 'function f(a) {\n  start(a)\n  const copy = a.slice(0)\n}'
    expect(causesOf({ text: base, samples: [[300, 'const copy']] }, { text: base.replace('slice', 'concat'), samples: [[700, 'const copy']] })).toEqual(['0.40 ms - B f added: const copy = a.concat(0)'])
  })

  test('of an improvement are the lines that are gone first, then what became slower', () => {
    const base = 'function f(a) {\n  one(a)\n  heavy(a)\n}'
    const current = 'function f(a) {\n  one(a)\n  light.call(this, a, 2)\n}'
    expect(causesOf({ text: base, samples: [[100, 'one(a)'], [900, 'heavy(a)']] }, { text: current, samples: [[100, 'one(a)'], [90, 'light.call']] }))
      .toEqual(['-0.90 ms - B f removed: heavy(a)', '0.09 ms - B f added: light.call(this, a, 2)'])
  })

  test('are told in bytes where only what is allocated differs', () => {
    const base = 'function f(a) {\n  one(a)\n}'
    const current = 'function f(a) {\n  one(a)\n  const all = [...a]\n}'
    expect(causesOf({ text: base, samples: [[500, 'one(a)']], bytes: [[64, 'one(a)']] }, { text: current, samples: [[500, 'one(a)']], bytes: [[64, 'one(a)'], [8000, 'const all']] }))
      .toEqual(['- ms 8000 B f added: const all = [...a]'])
  })

  test.each([
    [0.2, 0.2],
    [3, 4],
    [-0.2, 4],
  ])('of %d ms that were measured have their share, where sampling found much more', (ms, told) => {
    const base = versionOf({ text: 'function f(a) {\n  one(a)\n}', samples: [[100, 'one(a)']] })
    const current = versionOf({ text: 'function f(a) {\n  one(a)\n  spin(a)\n}', samples: [[100, 'one(a)'], [4000, 'spin(a)']] })
    const [cause] = findCauses({ base, current, renamed: new Map(), root: '/work', measured: { ms, bytes: null } })
    expect(cause?.differenceMsPerCall).toBeCloseTo(told)
  })

  test('come in the order of what the versions differ in', () => {
    const base = 'function f(a) {\n  one(a)\n}'
    const current = 'function f(a) {\n  one(a)\n  const all = [...a]\n  spin(a)\n}'
    const version = { text: current, samples: [[500, 'one(a)'], [100, 'spin(a)']], bytes: [[8000, 'const all']] } as const
    const [byTime, byBytes] = (['time', 'bytes'] as const).map((weighs) => causesOf({ text: base, samples: [[500, 'one(a)']], bytes: [] }, version, weighs))
    expect(byTime).toEqual(['0.10 ms - B f added: spin(a)', '- ms 8000 B f added: const all = [...a]'])
    expect(byBytes).toEqual(byTime?.toReversed())
  })

  test('of waiting, which has no samples, are the changed lines that wait', () => {
    const base = 'async function f(a) {\n  return sum(a)\n}'
    const current = 'async function f(a) {\n  await pause(5)\n  return sum(a)\n}'
    expect(causesOf({ text: base, samples: [[50, 'sum(a)']] }, { text: current, samples: [[50, 'sum(a)']], waitingMsPerCall: 5 })).toEqual(['5.00 ms - B f added: await pause(5)'])
  })

  test('of waiting are the changed lines that put something off where none awaits it, else the one that says how long', () => {
    const sending = 'function send(id) {\n  return new Promise((done) => setTimeout(done, 1))\n}\nasync function f(id) {\n  await send(id)\n}'
    expect(causesOf({ text: sending, samples: [] }, { text: sending.replace('1)', '8)'), samples: [], waitingMsPerCall: 7 })).toEqual(['7.00 ms - B send added: return new Promise((done) => setTimeout(done, 8))'])
    const pausing = 'const pauseMs = 1\nasync function f(id) {\n  await pause(pauseMs)\n}'
    expect(causesOf({ text: pausing, samples: [] }, { text: pausing.replace('= 1', '= 8'), samples: [], waitingMsPerCall: 7 })).toEqual(['7.00 ms - B (top level) added: const pauseMs = 8 (felt at src/main.js:3)'])
    expect(causesOf({ text: pausing.replace('= 1', '= 8'), samples: [], waitingMsPerCall: 7 }, { text: pausing, samples: [] })).toEqual(['-7.00 ms - B (top level) removed: const pauseMs = 8 (felt at src/main.js:3)'])
  })

  describe('where an unchanged line runs as often and takes longer', () => {
    test('name the changed line that shapes its objects before it', () => {
      const base = { text: shapes('return { x: row.a, y: row.b }'), samples: reading(200), bytes: [[0, 'sum(point.x', 10]] } as const
      const current = { text: shapes('return row.a > 1 ? { y: row.b, x: row.a, more: 1 } : { y: 1, x: 2 }'), samples: reading(900), bytes: [[0, 'sum(point.x', 10]] } as const
      expect(causesOf(base, current)).toEqual(['0.70 ms - B parse added: return row.a > 1 ? { y: row.b, x: row.a, more: 1 } : { y: 1, x: 2 } (felt at src/main.js:5)', '0.70 ms - B f same: for (const point of all.map(parse)) sum(point.x + point.y)'])
    })

    test('name the line that deletes a property of its objects before those that make them', () => {
      const made = ['const point = { x: row.a, y: row.b }', 'const point = { x: row.a, y: row.b, more: 1 }\n  delete point.more'] as const
      const [base, current] = made.map((each, index) => ({ text: shapes(each), samples: reading(index === 0 ? 200 : 900), bytes: [[0, 'sum(point.x', 10]] }) as const)
      expect(causesOf(base ?? never(), current ?? never())[0]).toBe('0.70 ms - B parse added: delete point.more (felt at src/main.js:6)')
    })

    test('name only the line itself where it runs more often', () => {
      const base = { text: shapes('return { x: row.a, y: row.b }'), samples: reading(200), bytes: [[0, 'sum(point.x', 10]] } as const
      const current = { text: shapes('return { x: row.a, y: row.b, z: 1 }'), samples: reading(900), bytes: [[0, 'sum(point.x', 45]] } as const
      expect(causesOf(base, current)).toEqual(['0.70 ms - B f same: for (const point of all.map(parse)) sum(point.x + point.y)'])
    })

    test('name the changed line of the function that made its value before it', () => {
      const line = 'return formatter().format(a)'
      const [base, current] = ([['return known', 200], ['return new Format()', 900]] as const).map(([made, count]) => ({ text: formats(made), samples: [[count, line]], bytes: [[0, line, 10]] }) as const)
      expect(causesOf(base ?? never(), current ?? never())).toEqual(['0.70 ms - B formatter added: return new Format() (felt at src/main.js:5)', '0.70 ms - B f same: return formatter().format(a)'])
    })

    test('name the changed line that its value comes from by way of unchanged ones, though nobody counted runs', () => {
      const [base, current] = ([['0.5', 200], ['null', 900]] as const).map(([made, count]) => ({ text: arrays(made), samples: [[count, 'for (let i']] }) as const)
      expect(causesOf(base ?? never(), current ?? never())).toEqual(['0.70 ms - B readings added: all.push(null) (felt at src/main.js:8)', '0.70 ms - B f same: for (let i = 0; i < n; i++) sum += data[i]'])
    })

    test('name a changed line first that takes a good part of the difference', () => {
      const base = 'function f(a) {\n  old(a)\n}\nfunction g(a) {\n  walk(a)\n}'
      const current = base.replace('old(a)', 'old(a)\n  fill(a)')
      expect(causesOf({ text: base, samples: [[200, 'walk(a)']] }, { text: current, samples: [[700, 'walk(a)'], [200, 'fill(a)']] })).toEqual(['0.20 ms - B f added: fill(a)', '0.50 ms - B g same: walk(a)'])
      expect(causesOf({ text: base, samples: [[200, 'walk(a)']] }, { text: current, samples: [[700, 'walk(a)'], [60, 'fill(a)']] })).toEqual(['0.50 ms - B g same: walk(a)', '0.06 ms - B f added: fill(a)'])
    })
  })

  test('are a changed number first that makes an unchanged loop run more often', () => {
    expect(causesOf(mixing(2), mixing(8))).toEqual(['0.60 ms - B (top level) added: const rounds = 8 (felt at src/main.js:4)', '0.60 ms - B f same: mix(a)'])
  })

  describe('in bytes', () => {
    const base = 'function f(a) {\n  one(a)\n}'
    const current = 'function f(a) {\n  one(a)\n  const all = [...a]\n}'

    test('are none where a call allocates as much as before', () => {
      expect(causesOf({ text: base, samples: [[500, 'one(a)']], bytes: [[64, 'one(a)']] }, { text: base, samples: [[900, 'one(a)']], bytes: [[8064, 'one(a)']] }, 'time', 0)).toEqual(['0.40 ms - B f same: one(a)'])
    })

    test('are no unchanged lines that run as often where changed ones tell all', () => {
      const version = { text: current, samples: [[500, 'one(a)']], bytes: [[4064, 'one(a)'], [8000, 'const all']] } as const
      expect(causesOf({ text: base, samples: [[500, 'one(a)']], bytes: [[64, 'one(a)']] }, version, 'bytes', 8000)).toEqual(['- ms 8000 B f added: const all = [...a]'])
      expect(causesOf({ text: base, samples: [[500, 'one(a)']], bytes: [[64, 'one(a)']] }, version, 'bytes', 12_000)).toHaveLength(2)
    })
  })

  test('come in the order of what was measured, whatever a process that got few samples says', () => {
    const text = 'function f(a) {\n  one(a)\n}'
    const changed = 'function f(a) {\n  one(a)\n  two(a)\n  three(a)\n}'
    const starved = { ...versionOf({ text, samples: [[4, 'one(a)']] }).rounds[0] ?? never(), msPerSample: 0.5 }
    const base = versionOf({ text, samples: [[400, 'one(a)']] })
    const causes = findCauses({ base: { ...base, rounds: [starved, ...base.rounds.slice(1)] }, current: versionOf({ text: changed, samples: [[400, 'one(a)'], [100, 'two(a)'], [300, 'three(a)']] }), renamed: new Map(), root: '/work', measured: { ms: 0.4, bytes: null } })
    expect(causes.map(({ line }) => line)).toEqual([3, 2])
  })
})
