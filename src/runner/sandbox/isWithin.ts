import { sep } from 'node:path'

/** Whether an absolute path is one of the folders, or lies in one. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  const found = comparable(path)
  return folders.some((each) => {
    const folder = comparable(each)
    return found === folder || found.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
  })
}

/** Windows tells no capitals apart. */
function comparable(path: string): string {
  return process.platform === 'win32' ? path.toLowerCase() : path
}
