import { join } from 'node:path'
import workerThreads from 'node:worker_threads'
import type { SandboxPolicy } from '../../protocol/runnerTask.ts'
import { guardMember } from './guardMember.ts'

/** Under which a worker finds its policy; Node hands it on to workers of workers. */
export const policyKey = 'heatline.sandbox'

/** What a worker begins with, beside the runner. */
const preload = join(__dirname, 'workerSandbox.cjs')

/**
 * Where the user allowed workers, has each of them run in the same sandbox: what is patched here is not patched there, and
 * with an `execArgv` of its own a worker would even be without Node's permission model.
 */
export function guardWorkers(policy: SandboxPolicy): void {
  if (!policy.allowed.includes('worker')) return
  workerThreads.setEnvironmentData(policyKey, policy)
  const inherited = process.execArgv.filter((flag) => /^--(?:permission$|allow-|disable-warning=)/.test(flag))
  guardMember(workerThreads, 'Worker', (parameters) => {
    const options: unknown = parameters[1] ?? {}
    const given: unknown = Reflect.get(Object(options), 'execArgv')
    const execArgv = [...(Array.isArray(given) ? given : []), ...inherited, '--require', preload]
    if (Array.isArray(parameters)) parameters[1] = { ...Object(options), execArgv }
    return null
  }, () => {})
}
