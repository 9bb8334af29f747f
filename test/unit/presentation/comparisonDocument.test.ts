import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { checkDocument } from '../../../src/core/presentation/checkDocument.ts'
import { comparisonDocument } from '../../../src/core/presentation/comparisonDocument.ts'
import type { ComparisonDocument } from '../../../src/core/presentation/comparisonDocument.ts'
import { exampleCheck, exampleComparison, exampleDifference, inconclusiveComparison, unchangedComparison } from './exampleComparison.ts'

const ajv = new Ajv2020({ allErrors: true, strictTypes: false }).addSchema(schemaOf('compare'), 'compare.schema.json')
const validate = ajv.compile({ $ref: 'compare.schema.json' })
const validateCheck = ajv.compile(schemaOf('check'))
const unmeasured = exampleDifference({ verdict: 'inconclusive', relativeDifference: null, confidenceInterval: null, pValue: null, minimumDetectableEffect: null, pairs: 0, base: null, current: null })

const feltElsewhere = exampleComparison({ causes: [{ file: 'src/cart.ts', line: 1, functionName: 'f', differenceMsPerCall: 1, differenceBytesPerCall: null, change: 'added', feltAt: { file: 'src/tax.ts', line: 4 }, runsPerCall: { base: 0, current: 2 } }] })

describe('comparisonDocument', () => {
  test('has the figures of time at the top, and counts lines from 1', () => {
    const document = comparisonDocument(exampleComparison())
    expect(document).toMatchObject({
      function: { id: 'src/cart.ts#Cart.total', startLine: 6, endLine: 12 },
      base: { kind: 'commit', label: 'main', function: 'Cart.total' },
      verdict: 'regression',
      relativeDifference: 0.18,
      confidenceInterval: { low: 0.15, high: 0.21 },
      pValue: 0.0078125,
      pairs: 8,
      basePerCall: 0.0124,
      regressions: ['time', 'throughput'],
      severity: 'low',
      memory: { verdict: 'unchanged', basePerCall: 1536 },
    })
    expect(comparisonDocument(feltElsewhere).causes[0]?.feltAt).toEqual({ file: 'src/tax.ts', line: 5 })
    expect(document.causes[0]).toEqual({ file: 'src/cart.ts', line: 9, function: 'Cart.total', differenceMsPerCall: 0.0018, differenceBytesPerCall: null, change: 'added' })
    expect(document.base).not.toHaveProperty('text')
  })

  test.each([
    ['regression', exampleComparison()],
    ['unchanged', unchangedComparison()],
    ['inconclusive', inconclusiveComparison({ sameAnswers: null, warnings: ['Answers are random.'] })],
    ['a baseline set by hand', exampleComparison({ base: { kind: 'set', label: 'before the rewrite', commit: null, runId: 'run-0', file: 'src/old.ts', functionName: 'total', text: 'x' } })],
    ['a cause that is felt elsewhere', feltElsewhere],
    ['failed', exampleComparison({ outcome: 'failed', message: 'boom', time: unmeasured, memory: unmeasured, throughput: unmeasured, causes: [], sameAnswers: null, seconds: 0 })],
    ['denied', exampleComparison({ outcome: 'denied', message: 'no', deniedAction: 'write', time: unmeasured, memory: unmeasured, throughput: unmeasured, causes: [] })],
  ])('fits the schema: %s', (_, comparison) => expect(errorsOf(validate, comparisonDocument(comparison))).toEqual([]))

  test.each<[string, (document: ComparisonDocument) => unknown]>([
    ['an unknown verdict', (document) => ({ ...document, verdict: 'worse' })],
    ['a line that counts from 0', (document) => ({ ...document, causes: document.causes.map((cause) => ({ ...cause, line: 0 })) })],
    ['memory without its interval', (document) => ({ ...document, memory: { ...document.memory, confidenceInterval: undefined } })],
    ['an extra field', (document) => ({ ...document, extra: 1 })],
    ['no word of the answers', (document) => ({ ...document, sameAnswers: undefined })],
    ['a p value above 1', (document) => ({ ...document, pValue: 2 })],
  ])('the schema refuses %s', (_, change) => expect(errorsOf(validate, change(comparisonDocument(exampleComparison())))).not.toEqual([]))
})

describe('checkDocument', () => {
  test('has the documents of the comparisons, and what came of all', () => {
    const document = checkDocument(exampleCheck())
    expect(document.summary).toEqual({ functions: 5, regressions: 1, slower: 0, improvements: 1, faster: 0, unchanged: 1, inconclusive: 1, failed: 1, withoutBase: 0, differentAnswers: 1, passed: false, seconds: 31.4, wasCancelled: false })
    expect(document.comparisons.map((each) => each.function.name)).toEqual(['same', 'Cart.total', 'quick', 'vague'])
    expect(document.failures).toEqual([{ function: { id: 'src/tax.ts#round', file: 'src/tax.ts', name: 'round', startLine: 1 }, message: '`round` is not in main: there is nothing to compare it with.' }])
  })

  test('fits the schema, which looks into each comparison', () => {
    const document = checkDocument(exampleCheck())
    expect(errorsOf(validateCheck, document)).toEqual([])
    expect(errorsOf(validateCheck, checkDocument(exampleCheck({ functions: [] })))).toEqual([])
    expect(errorsOf(validateCheck, { ...document, comparisons: document.comparisons.map((each) => ({ ...each, verdict: 'worse' })) })).not.toEqual([])
    expect(errorsOf(validateCheck, { ...document, summary: { ...document.summary, passed: 'no' } })).not.toEqual([])
  })
})

function schemaOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../../schema/${name}.schema.json`, import.meta.url), 'utf8'))
}

/** What a schema has against a document as a program would read it. */
function errorsOf(validator: typeof validate, document: unknown): unknown[] {
  validator(JSON.parse(JSON.stringify(document)))
  return validator.errors ?? []
}
