import type { Run } from '../core/comparison/run.ts'
import { figureKinds } from '../core/presentation/figures/figureKinds.ts'
import type { LineFigure } from '../core/presentation/figures/lineFigure.ts'
import { anchorLines, splitLines } from '../core/presentation/heatAnchor.ts'
import type { FileAnchors } from '../core/presentation/heatAnchor.ts'
import type { EditorSnapshot } from './editorSnapshot.ts'
import { fileUri } from './fileUri.ts'
import { readText } from './readText.ts'
import type { SessionRun } from './sessionRun.ts'

/** A line of which a run tells something. */
type FigurePlace = Pick<LineFigure, 'file' | 'line'>

/** Files whose lines are followed; a run that reached more shows the hottest. */
const mostFiles = 50
/** Generated files of this size have no lines that a person reads. */
const longestFile = 2_000_000

/** Ties a run's lines to the texts that were measured. */
export async function anchorRun(run: Run, snapshot: EditorSnapshot): Promise<SessionRun> {
  const { discoverFunctions } = await import('../core/source/discoverFunctions.ts')
  const anchors: Record<string, FileAnchors> = {}
  const excerpts: Record<string, Record<number, string>> = {}
  const hot = run.attribution?.lines ?? []
  const told = [...hot, ...figurePlaces(run)]
  const files = [...new Set(told.map(({ file }) => file))].slice(0, mostFiles)
  for (const file of files) {
    const uri = fileUri(run, file)
    const text = snapshot.texts.get(uri.toString()) ?? await readText(uri)
    if (text === null || text.length > longestFile) continue
    const linesIn = (places: readonly FigurePlace[]): readonly number[] => [...new Set(places.filter((place) => place.file === file).map(({ line }) => line))]
    anchors[file] = anchorLines(linesIn(told), { text, functions: discoverFunctions(text, uri.fsPath).functions })
    const texts = splitLines(text)
    excerpts[file] = Object.fromEntries(linesIn(hot).map((line) => [line, (texts[line] ?? '').trim().slice(0, 120)]))
  }
  return { run, anchors, excerpts, marks: snapshot.marks }
}

/** Lines that have figures beside their time. */
function figurePlaces({ evidence }: Run): readonly FigurePlace[] {
  return evidence === undefined ? [] : figureKinds.flatMap(({ of }) => of(evidence) ?? [])
}
