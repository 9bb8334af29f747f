import { syncBuiltinESMExports } from 'node:module'
import { makeDeny } from './denial.ts'
import type { DeniedAction } from './denial.ts'
import { guardDatabases } from './guardDatabases.ts'
import { guardDiagnostics } from './guardDiagnostics.ts'
import { guardFiles } from './guardFiles.ts'
import { guardNetwork } from './guardNetwork.ts'
import { guardProcesses } from './guardProcesses.ts'
import { watchPermissionModel } from './watchPermissionModel.ts'

/**
 * Refuses what made-up inputs must not do: changing files, processes, workers, connections. Each refusal is reported at the
 * door, with the stack of the code that knocked, before that code can catch it. The process also runs with `sandboxFlags`:
 * what Node knows to refuse it refuses below JavaScript.
 *
 * It guards against accidents in code that the user trusts, not against malice. To be called once, before the bundle
 * is loaded and after the runner has taken the functions that it needs itself.
 * @param userText the bundle's text: doors that it does not name, and that are dear to guard, are met further inside
 */
export function installSandbox(report: (denied: DeniedAction) => void, userText: string): void {
  const deny = makeDeny(report)
  guardFiles(deny)
  guardProcesses(deny)
  guardNetwork(deny, userText)
  guardDatabases(deny)
  guardDiagnostics(deny)
  watchPermissionModel(deny)
  // `import { writeFile } from 'node:fs'` is a binding of its own.
  syncBuiltinESMExports()
}
