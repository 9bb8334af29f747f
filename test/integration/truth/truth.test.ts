// Right lines: programs with known shares, their calls chained, on every Node that Heatline supports.
import { expect, test } from 'vitest'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import { copyPrograms, measureTruth, truthPrograms } from './support/measureTruth.ts'
import type { TruthResult } from './support/measureTruth.ts'

/** Points of a hundred, as a share. */
const tolerance = 0.03

/** A run that other programs took more of than this proves nothing: it is made again. */
const mostDisturbance = 0.03

const attempts = 4

/** Samples that nobody's line or function has. */
const mostUnmapped = 0.01

const programs = await truthPrograms()

for (const node of nodes()) {
  // All of them on each: `npm run bench -- truth`. The ones in between take a minute more than a suite should.
  test.for(programs.filter((_, index) => node.major === 24 || index % 2 === (node.major === 22 ? 0 : 1)))(`Node ${node.major}: %s`, { timeout: 120_000 }, async (program) => {
    await inTemporaryFolder({}, async (folder) => {
      const copy = await copyPrograms(folder)
      let result = await measureTruth(program, copy, node)
      for (let attempt = 1; attempt < attempts && result.disturbance > mostDisturbance; attempt++) result = await measureTruth(program, copy, node)
      expect(result.attribution.stackSamples).toBeGreaterThan(4000)
      expect(result.figures.length).toBeGreaterThan(0)
      expect(result.attribution.unmappedShare).toBeLessThan(mostUnmapped)
      expect(missesOf(result).filter((miss) => !isKnown(miss, program, node.major))).toEqual([])
    })
  })
}

/** V8 of Node 22 books what allocation takes in its built-in code on the caller of `allocate`: the README's table has the figure. */
function isKnown(miss: string, program: string, major: number): boolean {
  return program === 'garbage.ts' && major === 22 && miss.includes('allocate()')
}

/** What is off by more than may be. */
function missesOf({ figures }: TruthResult): readonly string[] {
  return figures
    .filter(({ expected, actual }) => Math.abs(actual - expected) > tolerance)
    .map(({ expectation, expected, actual }) =>
      `${expectation.what} ${(actual * 100).toFixed(1)}% instead of ${(expected * 100).toFixed(1)}%: ${expectation.text}`)
}
