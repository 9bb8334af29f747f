import { existsSync } from 'node:fs'
import { nodeExecutable, nodeVersions } from '../../scripts/nodes.mjs'

/** A Node to run user code on. */
export interface TestNode {
  readonly major: 22 | 24 | 26
  /** Without the `v`. */
  readonly version: string
  /** Absolute. */
  readonly path: string
}

/**
 * The Node versions that Heatline is tested on.
 * @throws Error when one is not in the cache: `node scripts/nodes.mjs` fetches them, and `npm test` does that by itself.
 */
export function nodes(): readonly TestNode[] {
  return ([22, 24, 26] as const).map((major) => {
    const path = nodeExecutable(major)
    if (!existsSync(path)) throw new Error(`Node ${nodeVersions[major]} is not in the cache. Run: node scripts/nodes.mjs`)
    return { major, version: nodeVersions[major], path }
  })
}
