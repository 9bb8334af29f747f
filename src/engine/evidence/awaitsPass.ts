import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SourcePlace } from '../../core/profile/generatedPosition.ts'
import { harnessLineOffset } from '../../core/profile/generatedPosition.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { LineIndex } from '../../core/source/lineIndex.ts'
import { meterAwaits } from '../../core/source/meterAwaits.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { EvidencePass } from './evidencePass.ts'

/** What is awaited on which line, for how long, and how much of it at once. */
export const awaitsPass: EvidencePass = {
  name: 'awaits',
  kinds: ['io', 'full'],
  share: 0.2,
  async collect({ request, bundle, session, budgetMs }) {
    const metered = await meterAwaitsOf(bundle)
    if (metered === null) return { kind: 'unknown', message: 'the bundled code is too large, or cannot be read.' }
    const { bundlePath, lines } = metered
    if (bundlePath === null) return { kind: 'found', evidence: { awaits: [] } }
    const end = await session.run({ kind: 'awaits', measureMs: budgetMs }, [], undefined, bundlePath)
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'awaits') throw new Error('Internal error: a pass that meters awaits sent none')
    const awaits = result.lines.flatMap(({ line, count, ms, coveredMs, longestMs, atOnce }) => {
      const place = lines[line]
      if (place === undefined) return []
      return { file: relativeFile(request.root, place.file), line: place.line, perCall: count / result.calls, msPerCall: ms / result.calls, coveredMsPerCall: coveredMs / result.calls, share: Math.min(1, coveredMs / result.callsMs), longestMs, atOnce }
    })
    return { kind: 'found', evidence: { awaits: awaits.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)) } }
  },
}

/** A bundle whose awaits tell of themselves. */
interface AwaitMeteredBundle {
  /** A copy; null where nothing is awaited in the user's code. */
  readonly bundlePath: string | null
  /** By the number under which awaits are told, their line in the user's sources. */
  readonly lines: readonly Pick<SourcePlace, 'file' | 'line'>[]
}

/** Larger bundles are left alone: reading them again takes longer than what is told of them is worth. */
const mostCharacters = 8_000_000

async function meterAwaitsOf(bundle: Bundle): Promise<AwaitMeteredBundle | null> {
  const text = await readFile(bundle.path, 'utf8')
  if (text.length > mostCharacters) return null
  const index = new LineIndex(text)
  const lines: Pick<SourcePlace, 'file' | 'line'>[] = []
  const numbers = new Map<string, number>()
  const metered = meterAwaits(text, bundle.format === 'esm', (offset) => {
    const line = index.lineAt(offset)
    const place = line < harnessLineOffset ? null : bundle.placeOf(line, offset - index.startOf(line))
    if (place === null) return null
    const key = `${place.line}:${place.file}`
    const number = numbers.get(key) ?? lines.push(place) - 1
    numbers.set(key, number)
    return number
  })
  if (metered === null) return null
  if (metered.sites === 0) return { bundlePath: null, lines }
  const { dir, ext } = path.parse(bundle.path)
  // Its name ends as the bundle's does: by that a stack's frames are known.
  const bundlePath = path.join(dir, `awaits.bundle${ext}`)
  await writeFile(bundlePath, metered.text)
  return { bundlePath, lines }
}
