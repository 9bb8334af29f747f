import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { ownBaselineName, readBaselines, removeBaseline, thresholdsOf, writeBaseline } from '../../../src/engine/baselines/baselines.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const file = '.heatline/baselines.json'
const setAt = Date.UTC(2026, 0, 31, 12)
const commit = 'a1b2c3d4'.repeat(5)

describe('baselines', () => {
  it('are none, and ask for no thresholds, where none was set', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(readBaselines(root)).toEqual([])
      expect(thresholdsOf(root, 'a#a')).toEqual({})
      expect(removeBaseline(root, 'a#a', 'x')).toEqual({ kept: true })
      expect(await readdir(root)).toEqual([])
    })
  })

  it('are kept sorted and readable, and taken away again', async () => {
    await inTemporaryFolder({}, async (root) => {
      expect(writeBaseline(root, { functionId: 'src/cart.ts#total', name: 'before the rewrite', commit, setAt })).toEqual({ kept: true })
      writeBaseline(root, { functionId: 'src/cart.ts#total', name: ownBaselineName, commit: null, setAt })
      writeBaseline(root, { functionId: 'a#constructor', name: '__proto__', commit: null, setAt })
      expect(await readFile(join(root, file), 'utf8')).toBe(`{
  "version": 1,
  "baselines": {
    "a#constructor": {
      "__proto__": {
        "commit": null,
        "setAt": "2026-01-31T12:00:00.000Z"
      }
    },
    "src/cart.ts#total": {
      "baseline": {
        "commit": null,
        "setAt": "2026-01-31T12:00:00.000Z"
      },
      "before the rewrite": {
        "commit": "${commit}",
        "setAt": "2026-01-31T12:00:00.000Z"
      }
    }
  }
}
`)
      expect(readBaselines(root)).toEqual([
        { functionId: 'a#constructor', name: '__proto__', commit: null, setAt },
        { functionId: 'src/cart.ts#total', name: 'baseline', commit: null, setAt },
        { functionId: 'src/cart.ts#total', name: 'before the rewrite', commit, setAt },
      ])
      removeBaseline(root, 'src/cart.ts#total', 'baseline')
      removeBaseline(root, 'a#constructor', '__proto__')
      expect(readBaselines(root).map(({ name }) => name)).toEqual(['before the rewrite'])
    })
  })

  it('leave what a person wrote into the file, and replace one of the same name', async () => {
    const before = { version: 1, note: 'ours', baselines: { 'z#z': { baseline: { commit: null, setAt: '2025-01-01', why: 'release' } } }, thresholds: { all: { time: 0.1 } } }
    await inTemporaryFolder({ [file]: `\uFEFF${JSON.stringify(before)}` }, async (root) => {
      writeBaseline(root, { functionId: 'z#z', name: 'baseline', commit, setAt })
      expect(JSON.parse(await readFile(join(root, file), 'utf8'))).toEqual({ ...before, baselines: { 'z#z': { baseline: { commit, setAt: '2026-01-31T12:00:00.000Z', why: 'release' } } } })
    })
  })

  it('have thresholds, a function’s own before those of all', async () => {
    const thresholds = { all: { time: 0.1, memory: 0.5, note: 'strict' }, functions: { 'a#a': { time: 0.3 } } }
    await inTemporaryFolder({ [file]: JSON.stringify({ version: 1, baselines: {}, thresholds }) }, async (root) => {
      expect(thresholdsOf(root, 'a#a')).toEqual({ time: 0.3, memory: 0.5 })
      expect(thresholdsOf(root, 'toString')).toEqual({ time: 0.1, memory: 0.5 })
    })
  })

  it.each([
    ['{ "version": 1,', /baselines\.json does not parse: .* Mend it, or delete it to have no baselines set\./],
    ['[]', /must hold an object like \{"version":1,"baselines":\{\}\}\. Mend it/],
    ['{ "version": 2 }', /was written by a newer Heatline: its version is 2, this one knows 1\. Update Heatline\./],
    ['{ "version": 1 }', /must have an object "baselines", but has none/],
    ['{ "version": 1, "baselines": { "a#a": 1 } }', /must have an object of baselines by name for "a#a", but has 1/],
    ['{ "version": 1, "baselines": { "a#a": { "b": 1 } } }', /must have an object for the baseline "b" of "a#a"/],
    ['{ "version": 1, "baselines": { "a#a": { "b": { "commit": "main", "setAt": "2026-01-01" } } } }', /a commit's hash or null as "commit" of the baseline "b" of "a#a", but has "main"/],
    ['{ "version": 1, "baselines": { "a#a": { "b": { "commit": null, "setAt": 5 } } } }', /must have a time like .* as "setAt"/],
    ['{ "version": 1, "baselines": {}, "thresholds": { "all": { "time": 15 } } }', /a share above 0 like 0\.15, which is 15%, as "time" for "all" in "thresholds", but has 15/],
    ['{ "version": 1, "baselines": {}, "thresholds": { "functions": { "a#a": { "memory": "20%" } } } }', /as "memory" for "a#a" in "thresholds", but has "20%"/],
  ])('stay as they are when the file holds %j', async (text, message) => {
    await inTemporaryFolder({ [file]: text }, async (root) => {
      for (const use of [() => readBaselines(root), () => thresholdsOf(root, 'a#a'), () => writeBaseline(root, { functionId: 'a#a', name: 'x', commit, setAt }), () => removeBaseline(root, 'a#a', 'x')]) {
        expect(use).toThrow(HeatlineError)
        expect(use).toThrow(message)
      }
      expect(await readFile(join(root, file), 'utf8')).toBe(text)
    })
  })

  it('say so when they cannot be written', async () => {
    await inTemporaryFolder({}, async (root) => {
      await writeFile(join(root, '.heatline'), 'a file where the folder belongs')
      expect(writeBaseline(root, { functionId: 'a#a', name: 'x', commit, setAt })).toEqual({ kept: false, reason: expect.stringMatching(/^The baseline is not remembered: .*baselines\.json cannot be written \(E\w+: /) })
    })
  })
})
