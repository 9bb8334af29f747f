import type { NodeExecutable } from '../../../src/engine/node/nodeExecutable.ts'

/** The Node that runs the tests, as a child's Node. */
export const thisNode: NodeExecutable = {
  path: process.execPath,
  version: process.versions.node,
  abi: process.versions.modules,
  foundIn: 'the tests',
  env: {},
}
