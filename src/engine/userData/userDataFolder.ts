import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder in which the editor and the terminal keep what both must know, outside every workspace: the platform's place
 * for a user's data. It need not exist yet.
 * @param env `XDG_DATA_HOME` (also obeyed on macOS and Windows, where only people who mean it set it), `LOCALAPPDATA`, `HOME`
 */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const home = env.HOME ?? homedir()
  // The XDG base directory specification: a relative path is to be ignored.
  if (env.XDG_DATA_HOME !== undefined && isAbsolute(env.XDG_DATA_HOME)) return join(env.XDG_DATA_HOME, 'heatline')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'heatline')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'heatline')
  return join(home, '.local', 'share', 'heatline')
}
