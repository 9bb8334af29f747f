import type { SynchronousCall } from '../../core/evidence/synchronousCall.ts'
import type { UserMark } from '../../core/evidence/userMark.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { BundlePlace } from '../../protocol/runnerMessage.ts'
import type { EvidencePass } from './evidencePass.ts'

/** What holds the thread and with it the event loop, and the code's own marks and measures. */
export const blockingPass: EvidencePass = {
  name: 'calls that block',
  kinds: ['io', 'full'],
  share: 0.2,
  async collect({ request, bundle, session, budgetMs }) {
    const end = await session.run({ kind: 'blocking', measureMs: budgetMs }, [])
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'blocking') throw new Error('Internal error: a pass that watches what blocks sent nothing')
    const { calls, eventLoop } = result
    const lineOf = (place: BundlePlace): { readonly file: string; readonly line: number } | null => {
      const source = bundle.placeOf(place.line, place.column)
      return source && { file: relativeFile(request.root, source.file), line: source.line }
    }
    const marks = result.marks.map(({ name, markKind, count, ms, place }): UserMark => ({
      name,
      kind: markKind,
      perCall: count / calls,
      ...(markKind === 'measure' ? { msPerCall: ms / calls } : {}),
      ...(place === null ? {} : lineOf(place)),
    }))
    const byLine = new Map<string, SynchronousCall>()
    for (const { name, count, ms, ...place } of result.synchronousCalls) {
      const line = lineOf(place)
      if (line === null) continue
      // Several calls of a line are one.
      const key = `${name}:${line.line}:${line.file}`
      const known = byLine.get(key)
      byLine.set(key, { ...line, name, perCall: (known?.perCall ?? 0) + count / calls, msPerCall: (known?.msPerCall ?? 0) + ms / calls })
    }
    return { kind: 'found', evidence: { synchronousCalls: [...byLine.values()].toSorted((a, b) => b.msPerCall - a.msPerCall), eventLoop, marks } }
  },
}
