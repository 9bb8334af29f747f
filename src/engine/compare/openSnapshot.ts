import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Snapshot } from '../../core/comparison/snapshot.ts'
import { isSandboxed } from '../../core/comparison/workload.ts'
import type { Workload } from '../../core/comparison/workload.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import { bundlePositions } from '../bundle/bundlePositions.ts'
import { WorkspacePaths } from '../bundle/workspacePaths.ts'
import { rowSourceOf } from '../measure/rowSourceOf.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { keptFilePath, readKeptFile, writeKeptFile } from '../userData/keptFiles.ts'
import { moveBundle } from './moveBundle.ts'
import { externalHash, mapName, recordingName } from './takeSnapshot.ts'
import type { ExplainedVersion } from './sampleVersion.ts'

/** All recordings that were written out again. */
const mostBytes = 500_000_000

/** Writes a snapshot's files into a folder, ready to be run. The error says what is missing of it. */
export async function openSnapshot({ manifest, contents }: Snapshot, workload: Workload, request: Pick<ProfileRequest, 'root' | 'file' | 'installation'>, directory: string): Promise<ExplainedVersion | HeatlineError> {
  await mkdir(directory, { recursive: true })
  const { bundle: kept } = manifest
  const decode = (name: string): string | null => {
    const content = contents.get(manifest.contents[name] ?? '')
    return content === undefined ? null : Buffer.from(content).toString()
  }
  for (const name of Object.keys(manifest.contents)) {
    if (name === mapName || name === recordingName) continue
    const text = decode(name)
    if (text === null) return new HeatlineError('Part of its snapshot is missing. Set the baseline again.')
    // Workers are named by where they lay.
    await writeFile(join(directory, name), moveBundle(text, kept.directory, directory))
  }
  const map = decode(mapName)
  if (map === null) return new HeatlineError('Part of its snapshot is missing. Set the baseline again.')
  const paths = new WorkspacePaths(request.root)
  const bundleMap = { json: () => map, directory: kept.directory, firstLine: kept.firstLine, entryFile: kept.entryFile, harnessLine: kept.harnessLine, shown: (file: string) => paths.shown(file) }
  const positions = bundlePositions(bundleMap)
  const bundle: Bundle = {
    path: join(directory, kept.fileName),
    format: kept.fileName.endsWith('.mjs') ? 'esm' : 'cjs',
    packageRoot: kept.packageRoot,
    files: kept.files,
    realFiles: kept.realFiles,
    positionOf: positions.lineOf,
    placeOf: positions.placeOf,
    warnings: kept.warnings,
    map: bundleMap,
    externals: manifest.externals.map(({ file }) => file),
  }
  const sandbox = isSandboxed(workload) ? sandboxFor({ ...request, allowedActions: manifest.allowedActions }, bundle, directory) : null
  const texts = new Map(Object.entries(manifest.sources).map(([file, text]) => [resolve(request.root, file), text]))
  return { side: { bundle, rows: rowSourceOf(workload), sandbox, directory }, file: resolve(request.root, manifest.function.file), functionName: manifest.function.name, texts }
}

/** What a snapshot is run with; a recording is written out under its own hash, since the one it came from may be gone. */
export async function pinnedWorkload({ manifest, contents }: Snapshot): Promise<Workload> {
  const { workload } = manifest
  if (workload.kind !== 'recorded') return workload
  const hash = manifest.contents[recordingName] ?? ''
  const path = keptFilePath('recordings', ['pinned', hash])
  const content = contents.get(hash)
  if (content !== undefined && await readKeptFile(path) === null) await writeKeptFile(path, Buffer.from(content), mostBytes)
  return { ...workload, inputs: { ...workload.inputs, path } }
}

/** Modules that a snapshot left outside and that changed since, absolute. */
export async function changedExternals({ manifest }: Pick<Snapshot, 'manifest'>): Promise<readonly string[]> {
  const changed = await Promise.all(manifest.externals.map(async ({ file, hash }) => (await externalHash(file) === hash ? [] : [file])))
  return changed.flat()
}
