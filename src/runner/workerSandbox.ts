// What a worker of the user's begins with, in the sandbox: `--require dist/workerSandbox.cjs`.
import { getEnvironmentData } from 'node:worker_threads'
import type { SandboxPolicy } from '../protocol/runnerTask.ts'
import { send } from './channel.ts'
import { policyKey } from './sandbox/guardWorkers.ts'
import { installSandbox } from './sandbox/installSandbox.ts'

const policy = getEnvironmentData(policyKey) as SandboxPolicy
// The parent ends the process for it. `WebSocket` may be in what is not loaded yet.
installSandbox(policy, (denied) => send({ kind: 'denied', ...denied }), 'WebSocket')
