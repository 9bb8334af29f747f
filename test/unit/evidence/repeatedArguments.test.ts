import { describe, expect, test } from 'vitest'
import { countRepeats } from '../../../src/core/evidence/repeatedArguments.ts'
import type { FingerprintedCall } from '../../../src/core/evidence/repeatedArguments.ts'

const callsOf = (fingerprints: readonly string[]): readonly FingerprintedCall[] => fingerprints.map((fingerprint) => ({ fingerprint, types: ['string'] }))

const ratesOf = (fingerprints: readonly string[]) => countRepeats(callsOf(fingerprints)).hitRates

describe('hit rates', () => {
  test('a cache of one answers what comes twice in a row', () => expect(ratesOf(['a', 'a', 'b', 'b'])).toEqual([{ entries: 1, rate: 0.5 }, { entries: 8, rate: 0.5 }]))

  test('a larger one what comes back later', () => expect(ratesOf(['a', 'b', 'a', 'b'])).toEqual([{ entries: 1, rate: 0 }, { entries: 8, rate: 0.5 }]))

  test('what was used last is kept', () => {
    const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    // `i` takes the place of `b`, which was used longest ago.
    expect(ratesOf([...eight, 'a', 'i', 'a']).find(({ entries }) => entries === 8)?.rate).toBeCloseTo(2 / 11)
    expect(ratesOf([...eight, 'a', 'i', 'b']).find(({ entries }) => entries === 8)?.rate).toBeCloseTo(1 / 11)
  })

  test('no size is told that holds more than the one before for nothing', () => {
    expect(ratesOf(['a', 'a']).map(({ entries }) => entries)).toEqual([1])
    expect(ratesOf(Array.from({ length: 200 }, (_, i) => String(i))).map(({ entries }) => entries)).toEqual([1, 8, 64, 512])
    expect(ratesOf(Array.from({ length: 64 }, (_, i) => String(i))).map(({ entries }) => entries)).toEqual([1, 8, 64])
  })

  test('no calls have none', () => expect(countRepeats([])).toEqual({ calls: 0, distinct: 0, hitRates: [], types: [] }))
})

test('calls and different ones are counted', () => expect(countRepeats(callsOf(['a', 'b', 'a']))).toMatchObject({ calls: 3, distinct: 2 }))

test.each<readonly [string, readonly FingerprintedCall['types'][], FingerprintedCall['types']]>([
  ['the same in all', [['string', 'number'], ['string', 'number']], ['string', 'number']],
  ['another in one', [['string', 'number'], ['string', 'string']], ['string', null]],
  ['missing in one', [['string', 'number'], ['string']], ['string', null]],
  ['missing in the first', [['string'], ['string', 'number']], ['string', null]],
])('types of arguments: %s', (_, types, common) => {
  expect(countRepeats(types.map((each) => ({ fingerprint: 'a', types: each }))).types).toEqual(common)
})
