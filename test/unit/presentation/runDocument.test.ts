import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/core/evidence/evidence.ts'
import { runDocument } from '../../../src/core/presentation/runDocument.ts'
import type { RunDocument } from '../../../src/core/presentation/runDocument.ts'
import { confirmedEffect, exampleInsight } from './exampleInsight.ts'
import { exampleRun } from './exampleRun.ts'

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../../schema/profile.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema)

const ioEvidence: Evidence = {
  awaits: [{ file: 'src/cart.ts', line: 8, perCall: 2.5, msPerCall: 11, coveredMsPerCall: 6, share: 0.5, longestMs: 5.5, atOnce: 2 }],
  synchronousCalls: [{ file: 'src/cart.ts', line: 0, name: 'fs.readFileSync', perCall: 1, msPerCall: 0.2 }],
  eventLoop: { longestMs: 3, meanMs: 1, p99Ms: 2.5, blockedShare: 0.2 },
  marks: [{ name: 'sum', kind: 'measure', perCall: 1, msPerCall: 4, file: 'src/cart.ts', line: 0 }, { name: 'begin', kind: 'mark', perCall: 1 }],
}

const insight = exampleInsight({ measuredEffect: confirmedEffect })
const dismissed = { insight, dismissal: { ...insight, reason: 'It is called once.', dismissedAt: Date.UTC(2026, 0, 31) } }

describe('runDocument', () => {
  test('counts lines from 1 and keeps shares from 0 to 1', () => {
    const document = runDocument(exampleRun(), { open: [], dismissed: [] })
    expect(document.function).toEqual({ id: 'src/cart.ts#Cart.total', file: 'src/cart.ts', name: 'Cart.total', startLine: 6, endLine: 12 })
    expect(document.lines[0]).toMatchObject({ file: 'src/cart.ts', line: 9, selfShare: 0.55, totalShare: 0.55, selfMsPerCall: 0.00682, stackSamples: 2200 })
    expect(document.functions[1]).toEqual({ file: 'src/tax.ts', name: 'round', line: 1, selfShare: 0.13, totalShare: 0.13 })
    expect(document.workload).toEqual({ kind: 'call', description: 'new Cart(items).total(0.2)' })
    expect(document.throughput?.perSecond).toBeCloseTo(80_645, 0)
    expect(document.garbageCollectionShare).toBe(0.06)
    expect(runDocument(exampleRun(), { open: [insight], dismissed: [] }).insights[0]).toMatchObject({ line: 9, hasEdit: true, measuredEffect: { ratio: 1.8 } })
  })

  test('counts places of evidence from 1, and leaves out parts that were not collected', () => {
    const place = { file: 'src/cart.ts', line: 8, column: 4 }
    const kept = { file: 'src/cart.ts', line: 8, bytesPerCall: 160.5 }
    const collections = { calls: 50_000, perCall: 0.001, pauseMsPerCall: 0.0009, longestPauseMs: 4.2, share: 0.07, kinds: [{ kind: 'minor', count: 49, ms: 41 }] } as const
    const growth = { bytesPerCall: 168, confidenceInterval: { low: -3, high: 178 }, calls: 76_229, verdict: 'unsure', keptBy: [kept] } as const
    const document = runDocument(exampleRun({ evidence: {
      allocations: [kept],
      collections,
      growth,
      deoptimisations: [{ ...place, function: 'Cart.total', kind: 'eager', reason: 'not a Smi', count: 3, whileWarmingUp: 1 }],
      megamorphic: [{ ...place, property: null, shapes: 5 }],
    } }), { open: [], dismissed: [] })
    expect(errorsOf(document)).toEqual([])
    expect(document.evidence).toEqual({
      allocations: [{ ...kept, line: 9 }],
      collections,
      growth: { ...growth, keptBy: [{ ...kept, line: 9 }] },
      deoptimisations: [{ file: 'src/cart.ts', line: 9, column: 5, function: 'Cart.total', kind: 'eager', reason: 'not a Smi', count: 3, whileWarmingUp: 1 }],
      megamorphic: [{ file: 'src/cart.ts', line: 9, column: 5, property: null, shapes: 5 }],
    })
  })

  test('counts lines of evidence from 1', () => {
    const { evidence } = runDocument(exampleRun({ evidence: ioEvidence }), { open: [], dismissed: [] })
    expect([evidence?.awaits, evidence?.synchronousCalls, evidence?.marks].map((each) => each?.map(({ line }) => line))).toEqual([[9], [1], [1, undefined]])
  })

  test.each([
    ['completed', exampleRun()],
    ['no call sites', exampleRun({ attribution: withoutTotals() })],
    ['no interval', exampleRun({ timing: { medianMs: 0, confidenceIntervalMs: null, iterations: 1, processes: 1, processMediansMs: [0] } })],
    ['failed', exampleRun({ outcome: 'failed', message: 'boom', timing: null, attribution: null })],
    ['denied', exampleRun({ outcome: 'denied', message: 'no', deniedAction: 'write', timing: null, attribution: null, workload: { kind: 'none', expression: 'f()' } })],
    ['timed out', exampleRun({ outcome: 'timedOut', message: 'late', timing: null })],
    ['repeated arguments', exampleRun({ evidence: { repeats: { calls: 9, distinct: 2, hitRates: [{ entries: 1, rate: 0.5 }, { entries: 8, rate: 7 / 9 }], types: ['string', null] } } })],
    ['evidence of waiting', exampleRun({ evidence: ioEvidence })],
    ['cancelled', exampleRun({ outcome: 'cancelled', message: null, timing: null, attribution: null })],
  ])('fits the schema: %s', (_, run) => expect(errorsOf(runDocument(run, { open: [insight], dismissed: [dismissed] }))).toEqual([]))

  test.each<[string, (document: RunDocument) => unknown]>([
    ['a share in percent', (document) => ({ ...document, unmappedShare: 3 })],
    ['a line that counts from 0', (document) => ({ ...document, function: { ...document.function, startLine: 0 } })],
    ['an unknown action', (document) => ({ ...document, deniedAction: 'fly' })],
    ['an unknown outcome', (document) => ({ ...document, outcome: 'done' })],
    ['an extra field', (document) => ({ ...document, extra: 1 })],
    ['no interval field', (document) => ({ ...document, lines: document.lines.map((line) => ({ ...line, selfShareInterval: undefined })) })],
  ])('the schema refuses %s', (_, change) => expect(errorsOf(change(runDocument(exampleRun(), { open: [], dismissed: [] })))).not.toEqual([]))
})

function withoutTotals() {
  const { attribution } = exampleRun()
  return attribution && { ...attribution, lines: attribution.lines.map((line) => ({ ...line, total: null })), functions: [] }
}

/** What the schema has against a document as a program would read it. */
function errorsOf(document: unknown): unknown[] {
  validate(JSON.parse(JSON.stringify(document)))
  return validate.errors ?? []
}
