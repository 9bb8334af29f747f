import { describe, expect, test } from 'vitest'
import { runText } from '../../../src/cli/text/runText.ts'
import { terminalStyle, wantsColours } from '../../../src/cli/text/terminalStyle.ts'
import { cutPathToWidth, cutToWidth, displayWidth, printable } from '../../../src/cli/text/displayWidth.ts'
import { foldLines } from '../../../src/core/presentation/foldLines.ts'
import { heatBar } from '../../../src/cli/text/heatBar.ts'
import type { Evidence } from '../../../src/core/evidence/evidence.ts'
import type { Run } from '../../../src/core/comparison/run.ts'
import { cartSource, exampleRun, functionHeat, lineHeat, taxSource } from '../presentation/exampleRun.ts'

const escape = '\u001B['

describe('runText', () => {
  test('shows the source with heat, what is hot elsewhere, functions, warnings and the environment', () => {
    expect(draw(exampleRun())).toBe(`Cart.total  src/cart.ts:6
  call  new Cart(items).total(0.2)
  time  12.4 µs ±1.2% · 80.6k/s  482,301 calls in 6 processes

  line   self             total  per call
     6                                     total(taxRate: number): number {
     7                                       let sum = 0
     8    21% ██▏           76%   2.60 µs    for (const item of this.items) {
     9    55% █████▌        55%   6.82 µs      sum += item.price * item.count
    10                                       }
    11     2% ▎             15%    250 ns    return round(sum * (1 + taxRate))
    12                                     }

src/tax.ts
     2    13% █▎            13%   1.60 µs  return Math.round(value * 100) / 100
src/cart.ts
     4   0.1% ▏            0.1%   20.0 ns  constructor(private readonly items: Item[]) {}

  self  total  function
   78%    91%  Cart.total            src/cart.ts:6
   13%    13%  round                 src/tax.ts:1
  0.1%   0.1%  new Cart              src/cart.ts:4
    6%         (garbage collection)
    3%         (unmapped)            V8 and Node at work for no line, as when promises settle

! Other programs kept the processor busy.

4,000 stack samples (pprof) · 1.98 s of measuring, 412 ms of loading
Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU @ 3.00GHz
`)
  })

  test('shows how often lines run where that was counted', () => {
    const counts = [{ file: 'src/cart.ts', line: 5, perCall: 1, blocks: [] }, { file: 'src/cart.ts', line: 7, perCall: 1, blocks: [{ column: 34, perCall: 1200 }] }, { file: 'src/cart.ts', line: 8, perCall: 1200, blocks: [] }, { file: 'src/tax.ts', line: 1, perCall: 0.25, blocks: [] }]
    const text = draw(exampleRun({ evidence: { counts } }))
    expect(text).toContain(`
  line   self             total  per call     runs
     6                                          1×  total(taxRate: number): number {
     7                                                let sum = 0
     8    21% ██▏           76%   2.60 µs       1×    for (const item of this.items) {
     9    55% █████▌        55%   6.82 µs   1,200×      sum += item.price * item.count
`)
    expect(text).toContain(`
src/tax.ts
     2    13% █▎            13%   1.60 µs    0.25×  return Math.round(value * 100) / 100
`)
  })

  test('shows what a call waits for, what blocks, and what the code measures, as far as it is worth a line', () => {
    const evidence: Evidence = {
      awaits: [
        { file: 'src/cart.ts', line: 7, perCall: 2.5, msPerCall: 0.02, coveredMsPerCall: 0.01, share: 0.8, longestMs: 0.005, atOnce: 2 },
        { file: 'src/tax.ts', line: 1, perCall: 1, msPerCall: 0.0001, coveredMsPerCall: 0.0001, share: 0.008, longestMs: 0.0001, atOnce: 1 },
      ],
      synchronousCalls: [{ file: 'src/cart.ts', line: 8, name: 'fs.readFileSync', perCall: 1, msPerCall: 0.002 }, { file: 'src/cart.ts', line: 8, name: 'fs.statSync', perCall: 1, msPerCall: 0.0001 }],
      eventLoop: { longestMs: 0.003, meanMs: 0.0025, p99Ms: 0.003, blockedShare: 0.2 },
      marks: [{ name: 'begin', kind: 'mark', perCall: 1 }, { name: 'sum', kind: 'measure', perCall: 1, msPerCall: 0.004, file: 'src/cart.ts', line: 10 }],
    }
    expect(draw(exampleRun({ evidence }))).toContain(`
   waits    awaits   at once  per call
 10.0 µs      2.5×         2  src/cart.ts:8  for (const item of this.items) {

  blocks     calls  per call
 2.00 µs        1×  src/cart.ts:9  fs.readFileSync

measured     times  by the code itself, per call
                1×                  begin
 4.00 µs        1×  src/cart.ts:11  sum

A call holds the event loop for 20% of its time: 2.50 µs at a stretch on average, 3.00 µs at most.

! Other`)
    const plain = draw(exampleRun({ evidence: { awaits: [], synchronousCalls: [], marks: [], eventLoop: { longestMs: 3, meanMs: 2, p99Ms: 3, blockedShare: 1 } } }))
    expect(plain).toBe(draw(exampleRun()))
  })

  test('shows what was found out about memory', () => {
    const evidence: Evidence = {
      allocations: [{ file: 'src/cart.ts', line: 8, bytesPerCall: 1540 }, { file: 'src/tax.ts', line: 1, bytesPerCall: 460 }, { file: 'src/cart.ts', line: 10, bytesPerCall: 4 }],
      collections: { calls: 50_000, perCall: 0.001, pauseMsPerCall: 0.000_9, longestPauseMs: 4.2, share: 0.07, kinds: [{ kind: 'minor', count: 49, ms: 41 }, { kind: 'major', count: 1, ms: 4.2 }] },
      growth: { bytesPerCall: 168, confidenceInterval: { low: 155, high: 178 }, calls: 76_229, verdict: 'grows', keptBy: [{ file: 'src/cart.ts', line: 8, bytesPerCall: 160 }] },
    }
    expect(draw(exampleRun({ allocatedBytesPerCall: 2004, evidence }))).toContain(`

Memory
  allocated    2.00 kB a call
  collections  7% of the time, 900 ns a call, the longest 4.20 ms: 49 minor, 1 major in 50,000 calls
  kept         168 B more with each call (155 B to 178 B), in 76,229 calls
           9   1.54 kB   77%  sum += item.price * item.count
src/tax.ts:2     460 B   23%  return Math.round(value * 100) / 100

`)
    const none: Evidence = { collections: { calls: 7, perCall: 0, pauseMsPerCall: 0, longestPauseMs: 0, share: 0, kinds: [] }, growth: { bytesPerCall: 0, confidenceInterval: { low: 0, high: 0 }, calls: 900, verdict: 'steady', keptBy: [] } }
    expect(draw(exampleRun({ evidence: none }))).toContain('\nMemory\n  collections  none in 7 calls\n  kept         nothing that grows, in 900 calls\n\n')
    expect(draw(exampleRun({ evidence: {} }))).not.toContain('Memory')
  })

  test('names lines that V8 cannot optimise, but not those of which it only learned', () => {
    const deopt = { file: 'src/cart.ts', line: 6, column: 4, function: 'Cart.total', kind: 'eager', reason: 'not a Smi', count: 0, whileWarmingUp: 1 }
    const megamorphic = [3, 7, 8, 9, 10, 11].map((line) => ({ file: 'src/cart.ts', line, column: 4, property: 'price', shapes: 6 }))
    const text = draw(exampleRun({ evidence: { deoptimisations: [{ ...deopt, line: 8, count: 3 }, deopt], megamorphic } }))
    expect(text).toContain(`
V8 cannot optimise
  src/cart.ts:9   3 deopts: not a Smi · megamorphic .price
  src/cart.ts:4   megamorphic .price
  src/cart.ts:8   megamorphic .price
  src/cart.ts:10  megamorphic .price
  src/cart.ts:11  megamorphic .price
and 1 more line

`)
  })

  test('leaves totals out where the recorder knows no call sites', () => {
    const { attribution } = exampleRun()
    const withoutTotals = attribution && {
      ...attribution,
      lines: attribution.lines.map((each) => ({ ...each, total: null })),
      functions: attribution.functions.map((each) => ({ ...each, total: null })),
    }
    const text = draw(exampleRun({ attribution: withoutTotals }))
    expect(text).not.toMatch(/self +total/)
    expect(text).toContain('     9    55% █████▌       6.82 µs      sum += item.price * item.count\n')
    expect(text).toContain('   78%  Cart.total            src/cart.ts:6\n')
  })

  test('names functions where there are others than the profiled one', () => {
    const { attribution } = exampleRun()
    const [only] = attribution?.functions ?? []
    const alone = attribution && only && { ...attribution, garbageCollection: { ...attribution.garbageCollection, share: 0 }, functions: [{ ...only, self: { ...only.self, share: 1 } }] }
    expect(draw(exampleRun({ attribution: alone }))).not.toMatch(/total +function/)
    expect(draw(exampleRun({ attribution: alone && { ...alone, functions: exampleRun().attribution?.functions.slice(0, 2) ?? [] } }))).toMatch(/total +function/)
  })

  test('Node\'s own functions are one row', () => {
    const { attribution } = exampleRun()
    const nodes = [400, 40, 0, 0, 0].map((samples, index) => functionHeat('node:internal/console', ['write', '(anonymous)', 'log', 'warn', 'error'][index] ?? '', 0, samples, samples))
    const run = exampleRun({ attribution: attribution && { ...attribution, functions: [...nodes, ...attribution.functions] } })
    expect(draw(run)).toContain('  0.1%   0.1%  new Cart              src/cart.ts:4\n   11%         (Node itself)         write, log, warn, …\n    6%         (garbage collection)\n')
    expect(draw(run)).not.toContain('node:')
  })

  test('shows no heat where there are too few samples for it', () => {
    const { attribution } = exampleRun()
    const text = draw(exampleRun({ attribution: attribution && { ...attribution, stackSamples: 9 } }))
    expect(text).not.toContain('line   self')
    expect(text).not.toContain('(garbage collection)')
    expect(text).toContain('9 stack samples (pprof)')
  })

  test('says how many stacks were no use, apart from shares', () => {
    const { attribution } = exampleRun()
    // Of 4,000 samples 120 are in no function; 1,000 stacks more could not be read.
    const text = draw(exampleRun({ attribution: attribution && { ...attribution, unmappedShare: 1120 / 5000 } }))
    expect(text).toContain('    3%         (unmapped) ')
    expect(text).toContain('412 ms of loading · 20% of stacks unreadable\n')
  })

  test('a run without figures says how it ended and what to do', () => {
    const denied = exampleRun({ outcome: 'denied', message: '`migrate` wanted to write `users.db`, line 9', deniedAction: 'write', workload: { kind: 'none', expression: 'migrate()' }, timing: null, attribution: null, warnings: [] })
    expect(draw(denied)).toBe(`Cart.total  src/cart.ts:6
  call  migrate()  made up by Heatline, run in a sandbox

denied: \`migrate\` wanted to write \`users.db\`, line 9
To let it write files, at every one of many made-up calls: --allow write
To run it as written, outside of the sandbox: --call "migrate()"

1.98 s of measuring, 412 ms of loading
Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU @ 3.00GHz
`)
  })

  test('what no answer would open is not offered', () => {
    const denied = exampleRun({ outcome: 'denied', message: 'no', deniedAction: null, workload: { kind: 'none', expression: 'f()' } })
    expect(draw(denied)).toContain('denied: no\nTo run it as written')
  })

  test('inputs that were generated are no call to write down', () => {
    const inputs = { rows: ['["a"]'], drive: null, names: [], imports: [], renders: false, seed: 1, tried: { calls: 1, thrown: 0 }, coverage: 1 }
    const denied = exampleRun({ outcome: 'denied', message: 'no', deniedAction: 'network', workload: { kind: 'generated', expression: 'Cart.total(rate)', inputs } })
    expect(draw(denied)).toContain('denied: no\nTo let it use the network, at every one of many made-up calls: --allow network\nTo run a call of your own, outside of the sandbox: --call "Cart.total(…)"')
  })

  test('the suggested call survives a shell', () => {
    const denied = exampleRun({ outcome: 'denied', workload: { kind: 'none', expression: 'shop.$it\'s()' } })
    expect(draw(denied)).toContain(String.raw`--call 'shop.$it'\''s()'`)
  })

  test.each([
    ['failed', 'failed: boom'],
    ['timedOut', 'timed out: boom'],
    ['cancelled', 'cancelled'],
  ] as const)('%s', (outcome, text) => expect(draw(exampleRun({ outcome, message: 'boom' }))).toContain(`\n\n${text}\n`))

  test('a failure says so once, and shows the line', () => {
    const failed = exampleRun({ outcome: 'failed', message: '`Cart.total` failed: TypeError: no (src/cart.ts:9)', messageAt: { file: 'src/cart.ts', line: 8 }, timing: null, attribution: null })
    expect(draw(failed)).toContain('\n\n`Cart.total` failed: TypeError: no (src/cart.ts:9)\n     9  sum += item.price * item.count\n\n')
    expect(draw(failed, { colours: true })).toContain(`${escape}31mfailed:${escape}39m`)
  })

  test('names files as the terminal would', () => {
    const named = draw(exampleRun({ outcome: 'failed', message: '`Cart.total` failed: TypeError: no (src/cart.ts:9)', messageAt: { file: 'src/cart.ts', line: 8 } }), { nameOf: (file) => `shop/${file}` })
    expect(named).toContain('Cart.total  shop/src/cart.ts:6\n')
    expect(named).toContain('no (shop/src/cart.ts:9)\n')
    expect(named).toContain('\nshop/src/tax.ts\n')
    expect(named).toContain('round                 shop/src/tax.ts:1\n')
  })

  test('fits the terminal', () => {
    const lines = draw(exampleRun(), { width: 60 }).split('\n')
    expect(lines).toContain('     9    55% █████▌        55%   6.82 µs      sum += item.…')
    expect(lines.slice(4, 16).filter((line) => displayWidth(line) > 60)).toEqual([])
  })

  test('colours what is sure, and only with colours on', () => {
    const text = draw(exampleRun(), { colours: true })
    expect(text).toContain(`${escape}31m  55%${escape}39m`)
    expect(text).toContain(`${escape}2m 0.1%${escape}22m`)
    expect(draw(exampleRun())).not.toContain(escape)
  })

  test('what the user wrote cannot command the terminal', () => {
    const text = draw(exampleRun({ message: `${escape}2Jgone`, outcome: 'failed', warnings: [`${escape}2J`] }), { source: cartSource.replace('let sum', `/* ${escape}2J */ let sum`) })
    expect(text).not.toContain(escape)
  })

  test('a file that cannot be read any more costs its source, not the figures', () => {
    const text = runText(exampleRun(), { style: terminalStyle(false), width: null, linesOf: () => null, nameOf: (file) => file })
    expect(text).toContain('     2    13% █▎            13%   1.60 µs\n')
    expect(text).toContain('Cart.total            src/cart.ts:6')
  })

  test('cold stretches of a long function are folded', () => {
    const { attribution } = exampleRun()
    const run = exampleRun({
      function: { id: 'long.ts#long', file: 'long.ts', name: 'long', startLine: 0, endLine: 99, bodyHash: '' },
      attribution: attribution && { ...attribution, lines: [lineHeat('long.ts', 50, 4000, 4000, 1)] },
    })
    const source = Array.from({ length: 100 }, (_, line) => `line ${line + 1}`)
    const text = runText(run, { style: terminalStyle(false), width: null, linesOf: () => source, nameOf: (file) => file })
    const shown = text.split('\n').filter((line) => /line \d+$|⋮/.test(line)).map((line) => line.trim())
    expect(shown.map((line) => line.slice(line.search(/line|⋮/)))).toEqual(['line 1', '⋮  46 lines without samples', 'line 48', 'line 49', 'line 50', 'line 51', 'line 52', 'line 53', 'line 54', '⋮  45 lines without samples', 'line 100'])
  })
})

describe('foldLines', () => {
  test('a single line is not folded', () => {
    const folded = foldLines(0, 100, (line) => line === 10 || line === 18)
    expect(folded.some((each) => each.kind === 'fold' && each.lines === 1)).toBe(false)
    expect(folded).toContainEqual({ kind: 'line', line: 14 })
  })
})

describe('wantsColours', () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  ])('terminal %s, %j: %s', (isTTY, env, wanted) => expect(wantsColours({ isTTY }, env)).toBe(wanted))
})

describe('width', () => {
  test('wide characters take two cells', () => {
    expect(displayWidth('合計')).toBe(4)
    expect(displayWidth('e\u0301')).toBe(1)
    expect(displayWidth('👩‍👧')).toBe(2)
  })

  test('a path loses its beginning', () => {
    expect(cutPathToWidth('node_modules/qs/lib/parse.js:134', 16)).toBe('…ib/parse.js:134')
    expect(cutPathToWidth('a.ts:1', 6)).toBe('a.ts:1')
    expect(cutPathToWidth('合計.ts', 6)).toBe('…計.ts')
  })

  test('a cut never exceeds the width', () => {
    expect(cutToWidth('合計です', 5)).toBe('合計…')
    expect(cutToWidth('合計です', 4)).toBe('合…')
    expect(cutToWidth('abc', 3)).toBe('abc')
    expect(cutToWidth('abcd', 3)).toBe('ab…')
  })

  test('tabs and control characters are made harmless', () => expect(printable('\ta\u202Eb\u0007')).toBe('  a\uFFFDb\uFFFD'))

  test.each([
    [0, '    '],
    [0.001, '▏   '],
    [0.5, '██  '],
    [0.99, '████'],
    [1, '████'],
  ])('a share of %d is %j', (share, bar) => expect(heatBar(share, 4)).toBe(bar))
})

function draw(run: Run, options: { readonly width?: number; readonly colours?: boolean; readonly source?: string; readonly nameOf?: (file: string) => string } = {}): string {
  const sources: Record<string, string> = { 'src/cart.ts': options.source ?? cartSource, 'src/tax.ts': taxSource }
  return runText(run, { style: terminalStyle(options.colours ?? false), width: options.width ?? null, linesOf: (file) => sources[file]?.split('\n') ?? null, nameOf: options.nameOf ?? ((file) => file) })
}
