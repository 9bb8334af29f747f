import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sumDeoptimisations } from '../../core/evidence/deoptimisations.ts'
import { findMegamorphic } from '../../core/evidence/megamorphicAccesses.ts'
import { FunctionFinder } from '../../core/profile/functionFinder.ts'
import { harnessLineOffset } from '../../core/profile/generatedPosition.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { sampledFunctions } from '../measure/sampledFunctions.ts'
import type { EvidencePass } from './evidencePass.ts'
import { readOptimisationLog } from './readOptimisationLog.ts'

/** V8 gives each thread a log of its own: with one for all, a worker's would begin it anew. The text of each script is not needed. */
const flags = (logPath: string): readonly string[] => ['--log-deopt', '--log-ic', '--no-log-source-code', '--logfile-per-isolate', `--logfile=${logPath}`]

/** What V8 could not optimise, as it says itself. */
export const optimisationLogPass: EvidencePass = {
  name: 'deoptimisations and megamorphic accesses',
  kinds: ['full'],
  share: 0.2,
  async collect({ request, bundle, directory, session, budgetMs }) {
    const logPath = join(directory, 'optimisation', 'v8.log')
    await mkdir(dirname(logPath), { recursive: true })
    const end = await session.run({ kind: 'optimisationLog', logPath, warmUpMs: budgetMs / 2, measureMs: budgetMs / 2 }, flags(logPath))
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'optimisationLog') throw new Error('Internal error: a pass that logs optimisation sent no log')
    const cold = await readOptimisationLog(result.logPath, result.loadedBytes, result.warmBytes)
    const warm = await readOptimisationLog(result.logPath, result.warmBytes, (await stat(result.logPath)).size)
    const sources = sampledFunctions(request)
    const scripts = new Set([bundle.path, pathToFileURL(bundle.path).href])
    const finder = new FunctionFinder(sources.functionsOf, sources.unlistedOf)
    const nameOf = (file: string): string => relativeFile(request.root, file)
    return {
      kind: 'found',
      evidence: {
        deoptimisations: sumDeoptimisations({
          whileWarmingUp: cold.deopts,
          warm: warm.deopts,
          placeOf: ({ script, line, column }) => (scripts.has(script) ? bundle.placeOf(line, column) : null),
          ownerOf: ({ file, line }) => {
            const owner = finder.ownerOf(file, line, '')
            return owner.kind === 'one' ? owner.function.name : owner.best.name
          },
          nameOf,
        }),
        megamorphic: findMegamorphic({
          accesses: [...cold.accesses, ...warm.accesses],
          // The log names no script for them; of all that run, only the bundle has so many lines.
          placeOf: (line, column) => (line >= harnessLineOffset ? bundle.placeOf(line, column) : null),
          nameOf,
        }),
      },
      warnings: result.sawAllAccesses ? [] : ['V8 logged so many accesses to properties that it was stopped: some megamorphic ones may be missing.'],
    }
  },
}
