import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/core/comparison/run.ts'
import { reportOf } from '../../../src/core/presentation/report/report.ts'
import type { ReportedRun } from '../../../src/core/presentation/report/report.ts'
import { html } from '../../../src/core/presentation/report/markup.ts'
import { reportHtml } from '../../../src/core/presentation/report/reportHtml.ts'
import { reportMarkdown } from '../../../src/core/presentation/report/reportMarkdown.ts'
import { exampleComparison, inconclusiveComparison } from '../presentation/exampleComparison.ts'
import { confirmedEffect, exampleInsight } from '../presentation/exampleInsight.ts'
import { cartSource, exampleRun, taxSource } from '../presentation/exampleRun.ts'

const sources: Readonly<Record<string, readonly string[]>> = { 'src/cart.ts': cartSource.split('\n'), 'src/tax.ts': taxSource.split('\n') }

const reported = (changes: Partial<Run> = {}, other: Partial<ReportedRun> = {}): ReportedRun => ({
  run: exampleRun(changes),
  insights: { open: [], dismissed: [] },
  comparison: null,
  lineOf: (file, line) => sources[file]?.[line] ?? null,
  ...other,
})

const full = reported({ allocatedBytesPerCall: 1536, waitingShare: 0.2, evidence: { counts: [{ file: 'src/cart.ts', line: 8, perCall: 1200, blocks: [] }] } }, {
  insights: { open: [exampleInsight({ measuredEffect: confirmedEffect }), exampleInsight({ title: 'Sort once' })], dismissed: [{ insight: exampleInsight(), dismissal: { ...exampleInsight(), reason: '', dismissedAt: 0 } }] },
  comparison: exampleComparison(),
})

describe('a report', () => {
  const [one] = reportOf([full]).functions

  test('lists the profiled function with its heat, then the hot lines elsewhere', () => {
    expect(one?.listings.map(({ file, lines }) => [file, lines.length])).toEqual([['src/cart.ts', 7], ['src/tax.ts', 1], ['src/cart.ts', 1]])
    const hot = one?.listings[0]?.lines.find((line) => line.kind === 'line' && line.number === 9)
    expect(hot).toEqual({ kind: 'line', number: 9, text: '    sum += item.price * item.count', level: 5, share: 0.55, self: '55%', interval: '53–57%', total: '55%', perCall: '6.82 µs', count: '1,200×' })
    const cold = one?.listings[0]?.lines.find((line) => line.kind === 'line' && line.number === 7)
    expect(cold).toMatchObject({ text: '  let sum = 0', level: 0, self: '' })
  })

  test('has the figures with what they rest on', () => {
    expect(one?.figures).toEqual([
      { name: 'Time per call', value: '12.4 µs ±1.2%', note: '95%: 12.3 µs to 12.6 µs, 482,301 calls in 6 processes' },
      { name: 'Throughput', value: '80.6k/s', note: 'calls one after the other' },
      { name: 'Memory per call', value: '1.54 kB', note: 'allocated, collected or not' },
      { name: 'Waiting', value: '20%', note: 'of a call’s time' },
      { name: 'Garbage collection', value: '6%', note: '5–7% of the stack samples' },
    ])
  })

  test('tells what to change, what came of it, and that something was dismissed', () => {
    expect(one?.insights[0]).toMatchObject({ weight: 'high · quick win · slow operation · 62% of the time', place: 'src/cart.ts:9', effect: 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls', isConfirmed: true })
    expect(one?.insights[1]).toMatchObject({ effect: 'expected: 1.20 to 2.5 times as fast', isConfirmed: false })
    expect(one?.dismissed).toBe('1 dismissed')
  })

  test('tells the verdict of a comparison, and what would settle one that has none', () => {
    expect(one?.comparison).toMatchObject({ base: 'main', look: 'worse', figures: '12.4 µs → 14.6 µs · 8 pairs of processes · p 0.0078' })
    expect(one?.comparison?.causes).toHaveLength(2)
    const [open] = reportOf([reported({}, { comparison: inconclusiveComparison() })]).functions
    expect(open?.comparison).toMatchObject({ look: 'neither', notes: [expect.stringContaining('most likely have been found')] })
  })

  test('has a table for each part of the evidence that found something', () => {
    const place = { file: 'src/cart.ts', line: 8, column: 4 }
    const report = reportOf([reported({ evidence: { megamorphic: [], deoptimisations: [{ ...place, function: 'Cart.total', kind: 'eager', reason: 'not a Smi', count: 3, whileWarmingUp: 1 }] } })])
    expect(report.functions[0]?.evidence).toEqual([{ title: expect.any(String), columns: ['place', 'function', 'reason', 'once warm', 'before'], rows: [['src/cart.ts:9', 'Cart.total', 'not a Smi (eager)', '3', '1']] }])
    expect(reportHtml(report)).toContain('<td>not a Smi (eager)</td>')
    expect(reportMarkdown(report)).toContain('| src/cart.ts:9 | Cart.total | not a Smi (eager) | 3 | 1 |')
  })

  test('has tables of what is waited for, and what holds the thread', () => {
    const place = { file: 'src/cart.ts', line: 8 }
    const report = reportOf([reported({ evidence: {
      awaits: [{ ...place, perCall: 1, msPerCall: 1, coveredMsPerCall: 1, share: 0.1, longestMs: 1, atOnce: 1 }, { ...place, line: 9, perCall: 16, msPerCall: 80, coveredMsPerCall: 12, share: 0.9, longestMs: 5.5, atOnce: 8 }],
      synchronousCalls: [{ ...place, name: 'fs.readFileSync', perCall: 2, msPerCall: 0.25 }],
      eventLoop: { longestMs: 30, meanMs: 12, p99Ms: 29, blockedShare: 0.4 },
      marks: [{ name: 'begin', kind: 'mark', perCall: 1 }, { ...place, name: 'sum', kind: 'measure', perCall: 1, msPerCall: 4 }],
    } })])
    expect(report.functions[0]?.evidence.map(({ rows }) => rows)).toEqual([
      [['src/cart.ts:10', '12.0 ms', '16×', '8'], ['src/cart.ts:9', '1.00 ms', '1×', '1']],
      [['src/cart.ts:9', 'fs.readFileSync', '2×', '250 µs']],
      [['12.0 ms', '29.0 ms', '30.0 ms', '40%']],
      [['begin', '', '1×', ''], ['sum', 'src/cart.ts:9', '1×', '4.00 ms']],
    ])
  })

  test('of a run of which only hot lines are known leaves the others out', () => {
    const [each] = reportOf([reported({}, { lineOf: (file, line) => (file === 'src/cart.ts' && line === 8 ? '      sum += 1' : null) })]).functions
    expect(each?.listings[0]?.lines.map((line) => (line.kind === 'line' ? [line.number, line.text] : null))).toEqual([[8, ''], [9, 'sum += 1'], [11, '']])
  })

  test('of what failed says why, and has no figures', () => {
    const report = reportOf([reported({ outcome: 'failed', message: 'It threw: no', timing: null, attribution: null })])
    expect(report.functions[0]).toMatchObject({ headline: 'failed', message: 'It threw: no', figures: [], listings: [], hotFunctions: null })
    expect(reportHtml(report)).toContain('It threw: no')
    expect(reportMarkdown(report)).toContain('**failed**: It threw: no')
  })
})

describe('the page', () => {
  test('is complete in itself: no script, nothing from elsewhere, and each article has its link', () => {
    const page = reportHtml(reportOf([full, full]))
    expect(page).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|\son\w+=/iu)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(Array.from(page.matchAll(/href="#(.*?)"/gu), ([, id]) => page.includes(`id="${id}"`))).toEqual([true, true])
    expect(page).toContain('<tr class="heat5"><td class="number">9</td>')
  })
})

const hostile = `<img src=x onerror=alert(1)></script></style>"'&\`|@team [x](javascript:1) \u0000\u202E`

const { attribution } = exampleRun()

/** Every text that comes from the code under test, or from what ran. */
const attacked = reported({
  message: hostile,
  function: { ...exampleRun().function, name: hostile, file: hostile },
  workload: { kind: 'call', expression: hostile, origin: 'option' },
  warnings: [hostile],
  environment: { ...exampleRun().environment, cpuModel: hostile },
  attribution: attribution && {
    ...attribution,
    lines: attribution.lines.map((line) => ({ ...line, file: hostile })),
    functions: attribution.functions.map((each) => ({ ...each, name: hostile, file: hostile })),
  },
}, {
  lineOf: () => hostile,
  insights: { open: [exampleInsight({ title: hostile, explanation: hostile, evidence: hostile, file: hostile, link: `javascript:alert(1)` })], dismissed: [] },
  comparison: exampleComparison({ base: { ...exampleComparison().base, label: hostile }, warnings: [hostile], causes: exampleComparison().causes.map((cause) => ({ ...cause, file: hostile, functionName: hostile })) }),
})

describe('what comes from the code under test', () => {
  test('is text in the page', () => {
    const page = reportHtml(reportOf([attacked, attacked]))
    expect(page).not.toMatch(/<img|<\/script|onerror=alert\(1\)>|href="javascript/iu)
    expect(page.match(/<\/style>/gu)).toHaveLength(1)
    for (const unfit of ['\0', '\u202E']) expect(page).not.toContain(unfit)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;')
  })

  test('is text in Markdown', () => {
    const markdown = reportMarkdown(reportOf([attacked])).replaceAll(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/gu, '')
    expect(markdown).not.toMatch(/(?<!\\)<(?!details|summary|\/details|\/summary|!-- -->)/u)
    expect(markdown).not.toMatch(/(?<!\\)\[x\]|@team/u)
    expect(markdown).not.toContain('javascript:alert')
  })

  test('stays inside of an attribute', () => {
    expect(html`<a title="${'" onclick="x'}">${html`<b>${'<'}</b>`}${[html`${1}`, html`${2}`]}</a>`.text).toBe('<a title="&quot; onclick=&quot;x"><b>&lt;</b>12</a>')
  })
})
