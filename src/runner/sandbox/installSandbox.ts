import { syncBuiltinESMExports } from 'node:module'
import type { SandboxPolicy } from '../../protocol/runnerTask.ts'
import { makeDeny } from './denial.ts'
import type { DeniedAction } from './denial.ts'
import { guardDatabases } from './guardDatabases.ts'
import { guardDiagnostics } from './guardDiagnostics.ts'
import { guardFiles } from './guardFiles.ts'
import { guardNetwork } from './guardNetwork.ts'
import { guardProcesses } from './guardProcesses.ts'
import { guardReads } from './guardReads.ts'
import { guardWorkers } from './guardWorkers.ts'
import { readableFiles } from './readableFiles.ts'
import { watchPermissionModel } from './watchPermissionModel.ts'

/**
 * Refuses what made-up inputs must not do: reading what is not the workspace's, changing files, processes, workers,
 * connections. Each refusal is reported at the door, with the stack of the code that knocked, before that code can catch it. The
 * process also runs with `sandboxFlags`: what Node knows to refuse it refuses below JavaScript.
 *
 * What code changes of its own process (`process.env`, the working directory, the title) is left to it: it ends with the
 * process, and every pass has one of its own.
 *
 * It guards against accidents in code that the user trusts, not against malice. To be called once in a thread, before the
 * user's code is loaded and after the runner has taken the functions that it needs itself.
 * @param userText the bundle's text: doors that it does not name, and that are dear to guard, are met further inside
 */
export function installSandbox(policy: SandboxPolicy, report: (denied: DeniedAction) => void, userText: string): void {
  const deny = makeDeny(policy.allowed, report)
  guardFiles(deny, policy.readable)
  const checkRead = guardReads(deny, readableFiles(policy.readable))
  guardProcesses(deny)
  guardWorkers(policy)
  guardNetwork(deny, userText)
  guardDatabases(deny, checkRead)
  guardDiagnostics(deny)
  watchPermissionModel(deny)
  // `import { writeFile } from 'node:fs'` is a binding of its own.
  syncBuiltinESMExports()
}
