import { cpus } from 'node:os'
import type { Environment } from '../../core/comparison/environment.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'

/** What the figures of a run on `node` depend on besides the code. */
export function environmentOf(node: NodeExecutable, v8Version: string, flags: readonly string[]): Environment {
  const processors = cpus()
  return {
    nodeVersion: node.version,
    nodePath: node.path,
    v8Version,
    platform: process.platform,
    arch: process.arch,
    cpuModel: processors[0]?.model.trim() ?? 'unknown',
    cpuCount: processors.length,
    flags,
  }
}
