import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import type { SandboxPolicy } from '../../protocol/runnerTask.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { workspaceRoot } from '../workspaceRoot.ts'

/**
 * The sandbox of calls that Heatline made up.
 * @param directory the run's own folder, where the bundle is
 */
export function sandboxFor({ allowedActions, root, file, installation }: Pick<ProfileRequest, 'allowedActions' | 'root' | 'file' | 'installation'>, bundle: Bundle, directory: string): SandboxPolicy {
  // The editor may have one package of a repository open, whose others it depends on.
  const folders = [root, workspaceRoot(file), dirname(file), bundle.packageRoot, directory, installation.directory]
  // What it may write there it reads again.
  if (allowedActions.includes('write')) folders.push(tmpdir())
  return { allowed: allowedActions, readable: [...new Set([...folders, ...folders.map(realPath)])] }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
