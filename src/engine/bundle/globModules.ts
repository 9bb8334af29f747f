import path from 'node:path'
import type { SpecifierSegments } from './computedSpecifier.ts'
import type { PresentFiles } from './presentFiles.ts'

/** More than this many modules behind one computed import are left to be loaded at run time. */
const mostModules = 300

const moduleFile = /^(?!.*\.(?:d|test|spec|stories|bench)\.[cm]?[jt]sx?$)(.+)\.(?:[cm]?[jt]sx?|json)$/

/**
 * The modules that a computed specifier can mean, absolute, seen from the folder of its importer. A variable part
 * stands for one folder or file name. The importer itself is not among them. Empty where there are too many.
 */
export function globModules(segments: SpecifierSegments, importer: string, present: PresentFiles): readonly string[] {
  let folders = [path.dirname(importer)]
  for (const segment of segments.slice(0, -1)) {
    folders = folders.flatMap((folder) => (typeof segment === 'string' ? [path.join(folder, segment)] : subfolders(folder, present).filter((name) => segment.test(name)).map((name) => path.join(folder, name))))
    if (folders.length > mostModules) return []
  }
  const last = segments.at(-1) ?? ''
  const fits = (name: string) => (typeof last === 'string' ? name === last : last.test(name))
  const files = folders.flatMap((folder) => present.namesIn(folder).flatMap((name) => moduleAt(folder, name, fits, present)))
  return files.length > mostModules ? [] : files.filter((file) => file !== importer)
}

function moduleAt(folder: string, name: string, fits: (name: string) => boolean, present: PresentFiles): readonly string[] {
  const file = path.join(folder, name)
  const stem = moduleFile.exec(name)?.[1]
  if (stem !== undefined) {
    const asJavaScript = name.replace(/\.([cm]?)tsx?$/, '.$1js')
    return fits(name) || fits(stem) || fits(asJavaScript) ? [file] : []
  }
  if (!fits(name)) return []
  return ['index.ts', 'index.tsx', 'index.js', 'index.jsx'].map((index) => path.join(file, index)).filter((index) => present.has(index)).slice(0, 1)
}

function subfolders(folder: string, present: PresentFiles): readonly string[] {
  return present.namesIn(folder).filter((name) => name !== 'node_modules' && present.isFolder(path.join(folder, name)))
}
