import { expect, test } from 'vitest'
import type { Scaling } from '../../../src/core/comparison/scaling.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { scaleFile } from '../../support/scaleFile.ts'
import type { ScaleFileRequest } from '../../support/scaleFile.ts'

const source = `
export function pairs(numbers) {
  let count = 0
  for (const a of numbers) for (const b of numbers) if (a < b) count++
  return count
}
export function limited(numbers, most) {
  if (numbers.length > most.value) throw new RangeError('too many: ' + numbers.length)
  return pairs(numbers)
}
export function never(numbers) {
  if (numbers.length > 16) for (;;);
  return pairs(numbers)
}
export function slow(numbers) {
  const end = performance.now() + 25
  while (performance.now() < end);
  return numbers
}
export function known(names) {
  const unknown = names.find((name) => name !== 'a' && name !== 'b')
  if (unknown !== undefined) throw new RangeError('unknown: ' + unknown)
  return limited(names, { value: 16 })
}
export function nothing() { return 1 }
export const empty = (numbers) => {}
`

async function scale(asked: Pick<ScaleFileRequest, 'functionName' | 'expression'> & Partial<ScaleFileRequest>): Promise<Scaling> {
  return await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'pairs.js': source }, async (root) => {
    const scaling = await scaleFile({ root, file: 'pairs.js', timeBudgetMs: 900, ...asked })
    await expectNoLeftoverProcesses(root)
    return scaling
  })
}

test('doubling sizes, each in fresh processes, tell the exponent; where larger ones throw, those below do, and it is said', async () => {
  const stages: string[] = []
  const scaling = await scale({ functionName: 'limited', expression: 'limited([3, 1, 2], { value: 256 })', events: { onStage: (stage, detail) => stages.push(`${stage} ${detail ?? ''}`) } })
  expect(scaling).toMatchObject({ outcome: 'completed', message: null })
  expect(scaling.sizes.map(({ size }) => size)).toEqual([4, 8, 16, 32, 64, 128, 256].slice(-scaling.sizes.length))
  expect(scaling.sizes.length).toBeGreaterThanOrEqual(5)
  scaling.sizes.forEach(({ ms, processesMs }) => {
    expect(processesMs.length).toBeGreaterThanOrEqual(4)
    expect(ms).toBe(Math.min(...processesMs))
  })
  // Wide enough for a busy machine, and too narrow for n and for n cubed.
  expect(scaling.fit?.exponent).toBeGreaterThan(1.5)
  expect(scaling.fit?.exponent).toBeLessThan(2.5)
  expect(scaling.warnings).toContain('Size n is the length of an array of 3: cut, or repeated with other values, as most given ones differ.')
  expect(scaling.warnings).toContainEqual(expect.stringMatching(/^Larger sizes are left out\. At size 512: `limited` failed: RangeError: too many: 512/))
  expect(stages.filter((stage) => stage.startsWith('sizing')).length).toBeGreaterThan(2)
  expect(stages).toContain(`scaling size ${scaling.sizes[0]?.size ?? 0}, round 1 of ${scaling.sizes[0]?.processesMs.length ?? 0}`)
})

test('a call without anything that has a size says what to do', async () => {
  expect(await scale({ functionName: 'nothing', expression: 'nothing()' })).toMatchObject({ outcome: 'failed', fit: null, sizes: [], message: expect.stringMatching(/^Nothing in this call has a size: .* Name a call with such an argument\.$/) as unknown })
})

test('fewer than five sizes give words, and no figure', async () => {
  const throwing = await scale({ functionName: 'limited', expression: 'limited([3, 1, 2], { value: 16 })' })
  expect(throwing).toMatchObject({ outcome: 'failed', fit: null })
  expect(throwing.message).toMatch(/^Only 4 sizes, 2, 4, 8, 16, can be measured, and five are the fewest that tell how time grows\. At size 32: `limited` failed: RangeError: too many: 32/)
  const endless = await scale({ functionName: 'never', expression: 'never([3, 1, 2])' })
  expect(endless.message).toMatch(/^Only 4 sizes, .* At size 32 a call does not end within [\d.]+ s\.$/)
  const slow = await scale({ functionName: 'slow', expression: 'slow([3, 1, 2])' })
  expect(slow.message).toMatch(/^No size can be measured, and five are the fewest that tell how time grows\. At size 4 a call takes [\d.]+ ms\. Raise the time budget\.$/)
})

test('a function that throws at other values gets the given ones again', async () => {
  const scaling = await scale({ functionName: 'known', expression: "known(['a', 'b'])" })
  expect(scaling.message).toContain('At size 32: `known` failed: RangeError: too many: 32')
  expect(scaling.warnings).toContain('`known` throws at other values than the given ones: beyond their number those are repeated.')
})

test('a call that does nothing is too quick to tell', async () => {
  const scaling = await scale({ functionName: 'empty', expression: 'empty([1, 2])', timeBudgetMs: 600 })
  expect(scaling).toMatchObject({ outcome: 'failed', fit: null })
  expect(scaling.message).toMatch(/a call of `empty` is as quick as an empty one: too quick to tell how its time grows\.$/)
})

test('cancelled while sizes are timed, it leaves nothing running', async () => {
  const abort = new AbortController()
  const scaling = await scale({ functionName: 'pairs', expression: 'pairs([3, 1, 2])', signal: abort.signal, events: { onStage: (stage) => { if (stage === 'scaling') abort.abort() } } })
  expect(scaling).toMatchObject({ outcome: 'cancelled', message: 'Cancelled.', fit: null })
})
