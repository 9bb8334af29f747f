import { expect, test } from 'vitest'
import { bodyLiterals } from '../../../src/engine/inputs/bodyLiterals.ts'
import { inputProfiles } from '../../../src/engine/inputs/inputProfile.ts'
import { searchingDrive } from '../../../src/engine/inputs/searchingDrive.ts'

/** Drives a result as the runner does. */
function drive(result: unknown, wanted: readonly string[] = []): unknown {
  const [profile] = inputProfiles
  if (profile === undefined) throw new Error('no profile')
  const text = searchingDrive(wanted, { profile, literals: bodyLiterals(''), name: 'value', depth: 0 }, 1)
  // oxlint-disable-next-line typescript/no-implied-eval -- what the runner does with it
  return (new Function(`return ${text}`)() as (given: unknown) => unknown)(result)
}

test('calls what a result hands out, and what that gives', async () => {
  const ran = new Set<string>()
  class Shelf {
    put(): void { ran.add('put') }
  }
  const inner = (): void => { ran.add('inner') }
  await drive({
    make: () => inner,
    async later() {
      await Promise.resolve()
      return new Shelf()
    },
    get broken(): never { throw new Error('not for reading') },
  })
  expect([...ran].toSorted()).toEqual(['inner', 'put'])
})

test('gives arguments by the names of parameters', () => {
  const seen: unknown[][] = []
  drive((req: { readonly url: unknown } | undefined, res: { readonly end: unknown } | undefined, next: unknown, count: unknown) => { if (req !== undefined) seen.push([typeof req.url, typeof res?.end, typeof next, typeof count]) })
  expect(seen).toEqual([1, 2, 3].map(() => ['string', 'function', 'function', 'number']))
})

test('asks a collection for what it has too', () => {
  const found = new Set<boolean>()
  class Shelf extends Map<string, number> {
    override delete(key: string): boolean {
      found.add(this.has(key))
      return false
    }
  }
  drive(new Shelf([['only here', 1]]), ['delete'])
  expect(found).toEqual(new Set([true, false]))
})

test('comes to wanted members however many there are before them', () => {
  let ran = 0
  const members = Object.fromEntries(Array.from({ length: 60 }, (_, index): [string, () => void] => [`a${index}`, () => {}]))
  drive({ ...members, last: () => { ran++ } })
  expect(ran).toBe(0)
  drive({ ...members, last: () => { ran++ } }, ['last'])
  expect(ran).toBeGreaterThan(0)
})

function fail(): never {
  throw new Error('never works')
}

test('fails when all that it calls does', () => {
  expect(() => drive({ fail })).toThrow('never works')
  expect(drive({ fail, work: () => 1 })).toMatchObject({ fail })
})
