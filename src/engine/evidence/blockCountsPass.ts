import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { countLines } from '../../core/evidence/lineCounts.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { countStatements } from '../../core/source/countStatements.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { EvidencePass } from './evidencePass.ts'

/** V8's coverage misses what is inlined: its process optimises nothing, so that its times say nothing. */
const flags: readonly string[] = ['--no-opt', '--no-maglev']

/** Larger bundles are counted as they are: reading them again takes longer than what is told of them is worth. */
const mostCharacters = 8_000_000

/** How often lines and blocks run. */
export const blockCountsPass: EvidencePass = {
  name: 'block counts',
  kinds: ['full'],
  share: 0.15,
  async collect({ request, bundle, session, budgetMs }) {
    const text = await readFile(bundle.path, 'utf8')
    const countable = text.length > mostCharacters ? null : countStatements(text, bundle.format === 'esm')
    const end = await session.run({ kind: 'blockCounts', measureMs: budgetMs }, flags, undefined, countable === null ? bundle.path : await writeBeside(bundle, countable.text))
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'blockCounts') throw new Error('Internal error: a pass that counts blocks sent no counts')
    const counts = countLines({
      text,
      functions: countable === null ? result.functions : result.functions.map((ranges) => ranges.map(([start, stop, count]) => [countable.originOf(start), countable.originOf(stop), count])),
      calls: result.calls,
      placeOf: bundle.placeOf,
      nameOf: (file) => relativeFile(request.root, file),
    })
    return { kind: 'found', evidence: { counts } }
  },
}

/** Its name ends as the bundle's does: by that a stack's frames are known. */
async function writeBeside(bundle: Bundle, text: string): Promise<string> {
  const { dir, ext } = path.parse(bundle.path)
  const file = path.join(dir, `counts.bundle${ext}`)
  await writeFile(file, text)
  return file
}
