import * as vscode from 'vscode'
import type { FileAnchors } from '../core/presentation/heatAnchor.ts'
import { drawFigures } from '../core/presentation/drawFigures.ts'
import { figureKinds } from '../core/presentation/figures/figureKinds.ts'
import type { FigureName } from '../core/presentation/figures/figureKinds.ts'
import type { LineFigure } from '../core/presentation/figures/lineFigure.ts'
import { defaultHeatMode } from '../core/presentation/heatMode.ts'
import type { HeatMode } from '../core/presentation/heatMode.ts'
import { drawLines } from '../core/presentation/lineHeat.ts'
import type { DrawnLine } from '../core/presentation/lineHeat.ts'
import { placeLines, settleLines, shiftLines } from '../core/presentation/placedLine.ts'
import type { PlacedLine } from '../core/presentation/placedLine.ts'
import type { LineHeat } from '../core/profile/attribution.ts'
import type { DocumentMark, EditJournal } from './editJournal.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionIndex } from './functionIndex.ts'
import type { Runs } from './runs.ts'
import type { SessionRun } from './sessionRun.ts'

const modeKey = 'heatline.heatMode'
/** Lines are looked at again when nothing was typed for this long, longer than between the keys of a slow typist: it takes a parse. Until then VS Code moves what is drawn. */
const quietMs = 750

/** What the shown run tells of one file. */
interface HotFile {
  readonly file: string
  readonly lines: readonly LineHeat[]
  /** Of each kind that the run has. */
  readonly figures: ReadonlyMap<FigureName, readonly LineFigure[]>
  /** Lines that either speaks of, 0-based, as they were measured. */
  readonly places: readonly number[]
  readonly anchors: FileAnchors
}

/** Where a file's hot lines stood at a moment from which on its edits are known. */
interface Base {
  readonly mark: DocumentMark
  readonly lines: readonly PlacedLine[]
}

/**
 * The hot lines of the shown run, where they stand now, in every open document that it reached. Holds no decorations:
 * those draw what this says.
 */
export class HotLines implements vscode.Disposable {
  readonly #runs: Runs
  readonly #index: FunctionIndex
  readonly #journal: EditJournal
  readonly #memory: vscode.Memento
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscriptions: vscode.Disposable
  readonly #timers = new Map<string, NodeJS.Timeout>()
  #files = new Map<string, HotFile>()
  readonly #bases = new Map<string, Base>()
  #drawn = new Map<string, readonly DrawnLine[]>()
  #mode: HeatMode
  #isVisible = true
  #takenId: string | null = null
  /** Something about the drawn lines changed. */
  readonly onDidChange = this.#changed.event

  constructor(runs: Runs, index: FunctionIndex, journal: EditJournal, memory: vscode.Memento) {
    this.#runs = runs
    this.#index = index
    this.#journal = journal
    this.#memory = memory
    this.#mode = { ...defaultHeatMode, ...memory.get<Partial<HeatMode>>(modeKey) }
    this.#subscriptions = vscode.Disposable.from(
      runs.onDidChange(() => this.#takeRun()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#settle(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document.uri)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#settleSoon(event.document)),
    )
    this.#takeRun()
  }

  /** What is drawn: times, where the shown run has not the figure that was chosen. */
  get mode(): HeatMode {
    const { figure } = this.#mode
    return figure === 'time' || this.figures.has(figure) ? this.#mode : { ...this.#mode, figure: 'time' }
  }

  /** The figures that the shown run has beside times, and of how many lines. */
  get figures(): ReadonlyMap<FigureName, number> {
    const evidence = this.#runs.shown?.run.evidence ?? {}
    return new Map(figureKinds.flatMap(({ name, of }) => {
      const lines = of(evidence)?.length
      return lines === undefined ? [] : [[name, lines] as const]
    }))
  }

  get isVisible(): boolean {
    return this.#isVisible
  }

  /** The run whose heat is drawn. */
  get run(): SessionRun | null {
    return this.#runs.shown
  }

  /** A document's hot lines, top to bottom; none while heat is hidden. */
  linesOf(uri: vscode.Uri): readonly DrawnLine[] {
    return this.#isVisible ? (this.#drawn.get(uri.toString()) ?? []) : []
  }

  /** Self time or total time. */
  toggleTime(): void {
    this.#setMode({ ...this.#mode, time: this.#mode.time === 'self' ? 'total' : 'self' })
  }

  /** Share of the run or of the function. */
  toggleShareOf(): void {
    this.#setMode({ ...this.#mode, shareOf: this.#mode.shareOf === 'run' ? 'function' : 'run' })
  }

  /** What the text at lines' ends tells. */
  setFigure(figure: HeatMode['figure']): void {
    this.#setMode({ ...this.#mode, figure })
  }

  setVisible(isVisible: boolean): void {
    if (this.#isVisible === isVisible) return
    this.#isVisible = isVisible
    this.#changed.fire()
  }

  dispose(): void {
    this.#subscriptions.dispose()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#changed.dispose()
  }

  #setMode(mode: HeatMode): void {
    this.#mode = mode
    void this.#memory.update(modeKey, mode)
    this.#settleAll()
  }

  #takeRun(): void {
    const shown = this.#runs.shown
    // Who profiles wants to see the heat, hidden before or not.
    if (shown !== null && shown.run.id !== this.#takenId) this.#isVisible = true
    this.#takenId = shown?.run.id ?? null
    this.#files = shown === null ? new Map() : hotFiles(shown)
    this.#bases.clear()
    for (const key of this.#drawn.keys()) {
      if (!this.#files.has(key)) this.#drawn.delete(key)
    }
    this.#changed.fire()
    this.#settleAll()
  }

  #settleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#settle(document)
  }

  #settleSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString()
    if (!this.#files.has(key)) return
    clearTimeout(this.#timers.get(key))
    this.#timers.set(key, setTimeout(() => this.#settle(document), quietMs))
  }

  #settle(document: vscode.TextDocument): void {
    const hot = this.#files.get(document.uri.toString())
    if (hot !== undefined) void this.#place(document, hot)
  }

  async #place(document: vscode.TextDocument, hot: HotFile): Promise<void> {
    const shown = this.#runs.shown
    const { version, functions } = await this.#index.functionsOf(document)
    // Someone typed, or another run came, meanwhile: that change has its own turn.
    if (document.isClosed || document.version !== version || this.#runs.shown !== shown || shown === null) return
    const { run } = shown
    if (run.attribution === null) return
    const key = document.uri.toString()
    const profiled = run.function.file === hot.file ? run.function : null
    const moved = this.#movedLines(document, hot, shown)
    const settled = settleLines(moved ?? placeLines(hot.places, hot.anchors), hot.anchors, profiled, { text: document.getText(), functions })
    const lines = moved === null ? settled.map(withoutGuess) : settled
    if (moved === null) this.#bases.set(key, { mark: this.#journal.mark(document), lines })
    const { mode } = this
    const drawn = drawLines(lines, { lines: hot.lines, attribution: run.attribution, anchors: hot.anchors }, mode)
    this.#drawn.set(key, mode.figure === 'time' ? drawn : drawFigures(drawn, lines, hot.figures.get(mode.figure) ?? []))
    this.#changed.fire()
  }

  /** Where the edits took the lines since the run, or since the document was opened; null when it is looked at first. */
  #movedLines(document: vscode.TextDocument, hot: HotFile, shown: SessionRun): readonly PlacedLine[] | null {
    const key = document.uri.toString()
    const mark = shown.marks[key]
    const base = this.#bases.get(key) ?? (mark === undefined ? null : { mark, lines: placeLines(hot.places, hot.anchors) })
    const edits = base === null ? null : this.#journal.since(document.uri, base.mark)
    return base === null || edits === null ? null : shiftLines(base.lines, edits)
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString()
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    this.#bases.delete(key)
    if (this.#drawn.delete(key)) this.#changed.fire()
  }
}

/** Without the edits since, where a changed function's lines are now would be a guess: they are not shown until it reads as it did. */
function withoutGuess(placed: PlacedLine): PlacedLine {
  return placed.isStale ? { ...placed, position: null } : placed
}

function hotFiles({ run, anchors }: SessionRun): Map<string, HotFile> {
  const { evidence } = run
  const figures = evidence === undefined ? [] : figureKinds.map(({ name, of }) => [name, byFile(of(evidence) ?? [])] as const)
  const heats = byFile(run.attribution?.lines ?? [])
  // Without anchors nothing tells whether the text is the one that was measured.
  return new Map(Object.entries(anchors).map(([file, ofFile]) => [fileUri(run, file).toString(), {
    file,
    lines: heats.get(file) ?? [],
    figures: new Map(figures.map(([name, ofRun]) => [name, ofRun.get(file) ?? []])),
    places: Object.keys(ofFile.lines).map(Number),
    anchors: ofFile,
  }]))
}

function byFile<Line extends { readonly file: string }>(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const files = new Map<string, Line[]>()
  for (const line of lines) {
    const known = files.get(line.file)
    if (known === undefined) files.set(line.file, [line])
    else known.push(line)
  }
  return files
}
