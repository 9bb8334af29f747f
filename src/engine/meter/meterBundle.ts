import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SourcePlace } from '../../core/profile/generatedPosition.ts'
import { harnessLineOffset } from '../../core/profile/generatedPosition.ts'
import { LineIndex } from '../../core/source/lineIndex.ts'
import { meterStatements } from '../../core/source/meterStatements.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'

/** A bundle that tells which of its statements runs. */
export interface MeteredBundle {
  readonly bundle: Bundle
  /** Where the statement of a number stands in the user's sources; null where it does not. */
  readonly placeOf: (statement: number) => SourcePlace | null
}

/** Larger bundles are left alone: reading them again takes longer than what is told of them is worth. */
const mostCharacters = 8_000_000

/** Writes a metered copy beside a bundle. Null where its text cannot be read so. */
export async function meterBundle(bundle: Bundle): Promise<MeteredBundle | null> {
  const text = await readFile(bundle.path, 'utf8')
  if (text.length > mostCharacters) return null
  const lines = new LineIndex(text)
  const placeAt = (offset: number): SourcePlace | null => {
    const line = lines.lineAt(offset)
    return line < harnessLineOffset ? null : bundle.placeOf(line, offset - lines.startOf(line))
  }
  const metered = meterStatements(text, bundle.format === 'esm', (offset) => placeAt(offset) !== null)
  if (metered === null) return null
  const { dir, ext } = path.parse(bundle.path)
  const file = path.join(dir, `metered${ext}`)
  await writeFile(file, metered.text)
  return { bundle: { ...bundle, path: file }, placeOf: (statement) => placeAt(metered.places[statement] ?? 0) }
}
