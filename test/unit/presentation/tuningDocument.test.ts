import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { tuningDocument } from '../../../src/core/presentation/tuningDocument.ts'
import type { Tuning } from '../../../src/core/tune/tuning.ts'
import { exampleTuning } from '../tune/exampleTuning.ts'

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../../schema/tune.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

test.each<[string, Partial<Tuning>]>([
  ['better', {}],
  ['nothing better', { decision: { kind: 'none', seemed: 32 }, range: { low: 0.1, high: 0.9, spacing: { kind: 'any' } } }],
  ['unused', { decision: { kind: 'unused' }, tried: [], range: { low: 1, high: 64, spacing: { kind: 'powers', base: 2 } } }],
  ['failed', { decision: null, tried: [], outcome: 'failed', message: 'no' }],
])('fits the schema: %s', (_, changes) => {
  validate(JSON.parse(JSON.stringify(tuningDocument(exampleTuning(changes)))))
  expect(validate.errors).toBeNull()
})

test('names the value to take only where it was confirmed, and counts lines from 1', () => {
  const document = tuningDocument(exampleTuning())
  expect(document).toMatchObject({ decision: 'better', best: 32, constant: { name: 'CHUNK', line: 3, value: 16 }, range: { low: 1, high: 64, step: 1, powersOf: null } })
  expect(document.values.map(({ value, excluded }) => [value, excluded !== null])).toEqual([[1, false], [3, true], [8, false], [32, false], [64, false]])
  expect(tuningDocument(exampleTuning({ decision: { kind: 'none', seemed: 32 } }))).toMatchObject({ decision: 'none', best: null })
})
