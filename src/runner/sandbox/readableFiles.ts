import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join, resolve, sep } from 'node:path'
import { isWithin } from './isWithin.ts'

/** Says of an absolute path whether it may be read. */
export type IsReadable = (path: string) => boolean

/** What programs ask about the machine: its kind, its clock, its processors, random bytes; nobody's data. */
const aboutTheMachine = /^\/(?:(?:etc|usr\/lib)\/(?:os-release|alpine-release|debian_version|localtime|timezone|machine-id)$|etc\/(?:mime\.types|ssl\/(?:openssl\.cnf$|certs\/))|usr\/share\/(?:zoneinfo|mime|i18n|locale)\/|usr\/bin\/ldd$|bin\/ldd$|proc\/(?:self\/|thread-self\/|(?:cpuinfo|meminfo|version|loadavg|stat|uptime|filesystems)$|sys\/kernel\/)|sys\/(?:devices\/system\/cpu|fs\/cgroup)\/|dev\/(?:null|zero|u?random|stdin|fd\/\d+)$|System\/Library\/CoreServices\/SystemVersion\.plist$)/

const read = { exists: existsSync, list: readdirSync, real: realpathSync }

/**
 * What may be read: the workspace and its dependencies. Dependencies are what is installed, wherever it lies (above the
 * workspace, in a store that its links lead to), what is linked from outside into a `node_modules` above, and the
 * `package.json` of folders above. A link within the workspace belongs to it, whatever it leads to.
 * A path at which there is nothing may be tried: programs look for their settings in every folder above.
 * @param folders those that may be read, absolute, symbolic links resolved too
 */
export function readableFiles(folders: readonly string[]): IsReadable {
  const own = [...folders, ...(process.env.NODE_PATH ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => resolve(folder))]
  let linked: readonly string[] | null = null
  return (path) => {
    if (isWithin(path, own) || isInstalled(path) || aboutTheMachine.test(path) || path === process.execPath) return true
    if (basename(path) === 'package.json' && own.some((folder) => isWithin(folder, [dirname(path)]))) return true
    if (!read.exists(path)) return true
    linked ??= linkedPackages(own)
    return isWithin(path, linked)
  }
}

function isInstalled(path: string): boolean {
  return path.split(sep).includes('node_modules')
}

/** Folders outside that links in the `node_modules` of these folders, and of those above them, lead to; and so on from there. */
function linkedPackages(folders: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const waiting = folders.flatMap(foldersUp)
  const seen = new Set<string>()
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (seen.has(folder)) continue
    seen.add(folder)
    for (const target of linksIn(join(folder, 'node_modules'))) {
      if (isInstalled(target) || isWithin(target, folders) || found.has(target)) continue
      found.add(target)
      waiting.push(target)
    }
  }
  return [...found]
}

function foldersUp(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersUp(above)]
}

/** What the links of a `node_modules` lead to, those of its scopes (`@org/`) too. */
function linksIn(folder: string): string[] {
  try {
    return read.list(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && entry.name.startsWith('@')) return linksIn(path)
      return entry.isSymbolicLink() ? realPaths(path) : []
    })
  } catch {
    return []
  }
}

function realPaths(link: string): string[] {
  try {
    return [read.real(link)]
  } catch {
    // It leads nowhere.
    return []
  }
}
