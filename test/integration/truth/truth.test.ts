// Right lines: programs with known shares, their calls chained, on every Node that Heatline supports.
import { expect, test } from 'vitest'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import { copyPrograms, measureTruth, truthPrograms } from './support/measureTruth.ts'
import type { TruthResult } from './support/measureTruth.ts'

/** Points of a hundred, as a share. */
const tolerance = 0.03

/**
 * Sampling and the stopwatch scatter on a busy machine, each time to another side. What is wrong in attribution is wrong
 * every time.
 */
const attempts = 3

const programs = await truthPrograms()

for (const node of nodes()) {
  test.for(programs)(`Node ${node.major}: %s`, { timeout: 120_000 }, async (program) => {
    await inTemporaryFolder({}, async (folder) => {
      const copy = await copyPrograms(folder)
      let misses: readonly string[] = []
      for (let attempt = 0; attempt < attempts; attempt++) {
        const result = await measureTruth(program, copy, node)
        expect(result.attribution.stackSamples).toBeGreaterThan(4000)
        expect(result.figures.length).toBeGreaterThan(0)
        misses = missesOf(result, node.major)
        if (misses.length === 0) return
      }
      expect(misses).toEqual([])
    })
  })
}

/** What is off by more than may be. A share that the result itself says is unmapped may be missing. */
function missesOf({ attribution, figures }: TruthResult, major: number): readonly string[] {
  return figures
    .filter(({ expectation, expected, actual }) =>
      !expectation.missedOn.includes(major) && Math.abs(actual - expected) > tolerance + attribution.unmappedShare)
    .map(({ expectation, expected, actual }) =>
      `${expectation.what} ${(actual * 100).toFixed(1)}% instead of ${(expected * 100).toFixed(1)}%: ${expectation.text}`)
}
