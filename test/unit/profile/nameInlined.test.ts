import { expect, test } from 'vitest'
import { nameInlined } from '../../../src/core/profile/nameInlined.ts'
import type { CallTreeNode, LineTick, StackProfile } from '../../../src/core/profile/stackProfile.ts'

/** Functions by `url:line` of their start, with their last line. */
const ends: Readonly<Record<string, number>> = { 'a.js:10': 20, 'b.js:40': 50, 'b.js:60': 70, 'a.js:80': 85 }

const linesOf = (url: string, line: number) => {
  const endLine = ends[`${url}:${line}`]
  return endLine === undefined ? null : { startLine: line, endLine }
}

function node(parent: number, url: string, line: number, ticks: readonly LineTick[]): CallTreeNode {
  return { parent, functionName: `f${line}`, url, line, column: 4, hitCount: ticks.reduce((sum, { hitCount }) => sum + hitCount, 0), lineTicks: ticks }
}

function profileOf(...nodes: readonly CallTreeNode[]): StackProfile {
  return { recorder: 'inspector', samplingIntervalUs: 250, durationMs: 1, lineMeans: 'functionStart', nodes, timeline: null }
}

/** Each node with samples: its function, its caller's, and its ticks. */
const told = ({ nodes }: StackProfile) => nodes
  .filter(({ hitCount }) => hitCount > 0)
  .map(({ functionName, parent, hitCount, lineTicks }) => `${functionName} below ${nodes[parent]?.functionName ?? '-'}: ${hitCount} ${JSON.stringify(lineTicks?.map(({ line, hitCount: hits }) => [line, hits]))}`)

const root = node(-1, '', -1, [])

test('a line of a function that was seen to be called is that function\'s', () => {
  const { profile, unnamed } = nameInlined(profileOf(root, node(0, 'a.js', 10, [{ line: 12, hitCount: 3 }, { line: 45, hitCount: 90 }]), node(1, 'b.js', 40, [{ line: 45, hitCount: 2 }])), linesOf)
  expect(told(profile)).toEqual(['f10 below f-1: 3 [[12,3]]', 'f40 below f10: 92 [[45,2],[45,90]]'])
  expect(unnamed).toBe(0)
})

test('so is that of a function which that one calls, with the one between on the stack', () => {
  const { profile } = nameInlined(profileOf(root, node(0, 'a.js', 10, [{ line: 65, hitCount: 90 }]), node(1, 'b.js', 40, []), node(2, 'b.js', 60, [])), linesOf)
  expect(told(profile)).toEqual(['f60 below f40: 90 [[65,90]]'])
})

test('one that was seen elsewhere is put below the caller anew', () => {
  const called = profileOf(root, node(0, 'a.js', 10, []), node(1, 'b.js', 40, []), node(0, 'a.js', 80, []), node(3, 'a.js', 10, [{ line: 45, hitCount: 7 }]))
  expect(told(nameInlined(called, linesOf).profile)).toEqual(['f40 below f10: 7 [[45,7]]'])
})

test('a line of the same script is that script\'s where no callee has it', () => {
  const { profile } = nameInlined(profileOf(root, node(0, 'a.js', 10, [{ line: 82, hitCount: 5 }]), node(0, 'a.js', 80, [{ line: 81, hitCount: 1 }])), linesOf)
  expect(told(profile)).toEqual(['f80 below f-1: 1 [[81,1]]', 'f80 below f10: 5 [[82,5]]'])
})

test('a line that nobody has stays with the caller, without a line', () => {
  const { profile, unnamed } = nameInlined(profileOf(root, node(0, 'a.js', 10, [{ line: 99, hitCount: 4 }])), linesOf)
  expect(told(profile)).toEqual(['f10 below f-1: 4 []'])
  expect(unnamed).toBe(4)
})
