import { realpathSync } from 'node:fs'
import path from 'node:path'

/** The real path of a file that may not be there: then links of the folders above it are resolved. */
export function realPath(file: string): string {
  try {
    return realpathSync.native(file)
  } catch {
    const absolute = path.resolve(file)
    const folder = path.dirname(absolute)
    return folder === absolute ? absolute : path.join(realPath(folder), path.basename(absolute))
  }
}
