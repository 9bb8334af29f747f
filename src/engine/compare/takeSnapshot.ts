import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Snapshot } from '../../core/comparison/snapshot.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import { packageFolder } from '../packageFolder.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { moveBundle } from './moveBundle.ts'
import { versionTexts } from './versionTexts.ts'

/** Names of a snapshot's contents, beside those of the files in the bundle's folder. */
export const mapName = 'bundle.map'
export const recordingName = 'recording'

/**
 * Takes what it takes to run a version again: the bundle with what it was run with.
 * @param directory the bundle's folder
 * @param flags Node's
 * @throws what the file system says
 */
export async function takeSnapshot(request: ProfileRequest, bundle: Bundle, directory: string, flags: readonly string[]): Promise<Snapshot> {
  const contents = new Map<string, Uint8Array>()
  const add = (content: Uint8Array): string => {
    const hash = createHash('sha256').update(content).digest('hex')
    contents.set(hash, content)
    return hash
  }
  const { directory: mapDirectory, firstLine, entryFile, harnessLine } = bundle.map
  // Each run has a folder of its own: equal code is to make equal snapshots. From a neighbour the map's relative paths lead to the same files.
  const snapshotDirectory = join(dirname(mapDirectory), 'heatline-snapshot')
  const named: Record<string, string> = { [mapName]: add(Buffer.from(bundle.map.json())) }
  for (const name of await readdir(directory)) {
    // Workers are named by where they lie.
    if (/^(?:bundle|worker\d+)\.[cm]js$/u.test(name)) named[name] = add(Buffer.from(moveBundle(await readFile(join(directory, name), 'utf8'), mapDirectory, snapshotDirectory)))
  }
  const { workload } = request
  if (workload.kind === 'recorded') named[recordingName] = add(await readFile(workload.inputs.path))
  const sources: Record<string, string> = {}
  for (const [file, text] of await versionTexts(bundle, request)) sources[relativeFile(request.root, file)] = text
  return {
    manifest: {
      version: 1,
      function: { file: relativeFile(request.root, request.file), name: request.functionName },
      workload,
      allowedActions: request.allowedActions,
      bundle: { fileName: basename(bundle.path), packageRoot: bundle.packageRoot, files: bundle.files, realFiles: bundle.realFiles, directory: snapshotDirectory, firstLine, entryFile, harnessLine, warnings: bundle.warnings },
      node: { version: request.node.version, flags },
      externals: await Promise.all(bundle.externals.toSorted().map(async (file) => ({ file, hash: await externalHash(file) }))),
      contents: named,
      sources,
    },
    contents,
  }
}

/** Of a module outside of the bundle: its text, and its package's description with the version in it. Empty where it is gone. */
export async function externalHash(file: string): Promise<string> {
  try {
    const folder = packageFolder(file) ?? dirname(file)
    const description = await readFile(join(folder, 'package.json')).catch(() => '')
    return createHash('sha256').update(description).update(await readFile(file)).digest('hex')
  } catch {
    return ''
  }
}
