import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { codeHash } from '../../../src/core/insights/codeHash.ts'
import { dismissalOf, sortDismissed } from '../../../src/core/insights/dismissal.ts'
import type { Dismissal } from '../../../src/core/insights/dismissal.ts'
import { keepDismissal, knownDismissals, removeDismissal } from '../../../src/engine/insights/dismissals.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { exampleInsight } from '../presentation/exampleInsight.ts'

const dismissedAt = Date.UTC(2026, 0, 31, 12)
const dismissal = (changes: Partial<Dismissal> = {}): Dismissal => ({ functionId: 'src/cart.ts#total', rule: 'lookup-in-loop', codeHash: 'a1', reason: 'Ten at most', dismissedAt, ...changes })
const file = '.heatline/dismissed.json'

describe('a dismissal', () => {
  const text = 'function f(a, b) {\n  for (const x of a)\n    if (b.includes(x)) return x\n}\n'

  test('is known by its code, however far that moved and however it is indented, until it changes', () => {
    const hash = codeHash(text, 2, 2)
    expect(codeHash(`// A line more.\r\n${text.replaceAll('\n', '\r\n').replace('    if', '\tif')}`, 3, 3)).toBe(hash)
    expect(codeHash(text.replace('return x', 'return 1'), 2, 2)).not.toBe(hash)
    expect(codeHash(text, 1, 2)).not.toBe(hash)
  })

  test.each([
    ['the same code', {}, true],
    ['changed code', { codeHash: 'a2' }, false],
    ['another rule', { rule: 'find-in-loop' }, false],
    ['another function', { functionId: 'src/cart.ts#tax' }, false],
  ])('of %s', (_, changes, holds) => {
    const insight = exampleInsight({ ...dismissal(), ...changes })
    expect(dismissalOf(insight, [dismissal()]) !== null).toBe(holds)
    const { open, dismissed } = sortDismissed([insight], [dismissal()])
    expect([open.length, dismissed.length]).toEqual(holds ? [0, 1] : [1, 0])
  })
})

describe('the file of dismissals', () => {
  test('is none where nothing was dismissed', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(knownDismissals(root)).toEqual({ dismissals: [], problem: null })
      expect(removeDismissal(root, dismissal())).toEqual({ kept: true })
      expect(await readdir(root)).toEqual([])
    })
  })

  test('is sorted and readable, holds one reason for one code, and gets smaller again', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(keepDismissal(root, dismissal({ reason: 'Because' }))).toEqual({ kept: true })
      keepDismissal(root, dismissal())
      keepDismissal(root, dismissal({ functionId: 'a#constructor', rule: '__proto__' }))
      expect(await readFile(join(root, file), 'utf8')).toBe(`{
  "version": 1,
  "dismissed": {
    "a#constructor": {
      "__proto__": {
        "a1": {
          "reason": "Ten at most",
          "dismissedAt": "2026-01-31T12:00:00.000Z"
        }
      }
    },
    "src/cart.ts#total": {
      "lookup-in-loop": {
        "a1": {
          "reason": "Ten at most",
          "dismissedAt": "2026-01-31T12:00:00.000Z"
        }
      }
    }
  }
}
`)
      expect(knownDismissals(root).dismissals).toEqual([dismissal({ functionId: 'a#constructor', rule: '__proto__' }), dismissal()])
      removeDismissal(root, dismissal({ codeHash: 'other' }))
      removeDismissal(root, dismissal())
      expect(knownDismissals(root).dismissals).toEqual([dismissal({ functionId: 'a#constructor', rule: '__proto__' })])
      removeDismissal(root, dismissal({ functionId: 'a#constructor', rule: '__proto__' }))
      expect(JSON.parse(await readFile(join(root, file), 'utf8'))).toEqual({ version: 1, dismissed: {} })
    })
  })

  test.each([
    ['does not parse', '{ "version": 1', /does not parse/],
    ['is of a newer Heatline', '{ "version": 2 }', /newer Heatline/],
    ['has no dismissals', '{ "version": 1, "dismissed": [] }', /must have an object "dismissed"/],
    ['has a rule that is none', '{ "version": 1, "dismissed": { "a#b": 1 } }', /rules for "a#b"/],
    ['has a code that is none', '{ "version": 1, "dismissed": { "a#b": { "r": null } } }', /"r" of "a#b"/],
    ['has no reason', '{ "version": 1, "dismissed": { "a#b": { "r": { "h": { "dismissedAt": "2026-01-31" } } } } }', /must have a text as "reason"/],
    ['has no time', '{ "version": 1, "dismissed": { "a#b": { "r": { "h": { "reason": "x", "dismissedAt": "soon" } } } } }', /"dismissedAt" of "r" h of "a#b"/],
  ])('hides nothing where it %s, says so, and is left as it is', async (_, text, message) => {
    await inTemporaryFolder({ [file]: text }, async (root) => {
      const { dismissals, problem } = knownDismissals(root)
      expect(dismissals).toEqual([])
      expect(problem).toMatch(message)
      expect(() => keepDismissal(root, dismissal())).toThrow(HeatlineError)
      expect(() => removeDismissal(root, dismissal())).toThrow(HeatlineError)
      expect(await readFile(join(root, file), 'utf8')).toBe(text)
    })
  })

  test('that cannot be written says what is not remembered', async () => {
    await inTemporaryFolder({ '.heatline.txt': '' }, async (root) => {
      await writeFile(join(root, '.heatline'), 'a file where the folder should be')
      expect(keepDismissal(root, dismissal())).toMatchObject({ kept: false, reason: expect.stringMatching(/^That it was dismissed is not remembered/) })
    })
  })
})
