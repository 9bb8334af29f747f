import type { CallTreeNode } from './stackProfile.ts'

/** Microseconds between two stack samples, idle ones included; 0 without samples. */
export function measuredInterval(nodes: readonly CallTreeNode[], durationMs: number): number {
  const samples = nodes.reduce((sum, node) => sum + node.hitCount, 0)
  return samples === 0 ? 0 : (durationMs * 1000) / samples
}
