import { expect, test } from 'vitest'
import type { CallTreeNode, StackProfile } from '../../../src/core/profile/stackProfile.ts'
import { mostFrames, truncatedShare } from '../../../src/core/profile/truncatedShare.ts'

/** A root, and below it a chain of calls: `hits` by how many frames there are. */
function chain(frames: number, hits: Readonly<Record<number, number>>): StackProfile {
  const nodes = Array.from({ length: frames + 1 }, (_, depth): CallTreeNode => ({
    parent: depth - 1, functionName: depth === 0 ? '(root)' : 'deeper', url: '', line: 0, hitCount: hits[depth] ?? 0, lineTicks: null,
  }))
  return { recorder: 'pprof', samplingIntervalUs: 100, durationMs: 1, lineMeans: 'tickOrCall', nodes, timeline: null }
}

test('stacks of as many frames as V8 keeps were deeper', () => {
  expect(truncatedShare(chain(300, { 10: 30, [mostFrames - 1]: 30, [mostFrames]: 20, 256: 20 }))).toBe(0.4)
})

test('nothing was sampled, nothing is cut off', () => {
  expect(truncatedShare(chain(3, {}))).toBe(0)
})
