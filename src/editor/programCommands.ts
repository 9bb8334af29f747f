import * as vscode from 'vscode'
import { toOneBased } from '../core/position.ts'
import type { Run } from '../core/comparison/run.ts'
import type { LineHeat } from '../core/profile/attribution.ts'
import type { SourceTest } from '../core/source/sourceTest.ts'
import type { ProgramProfiler } from './programProfiler.ts'
import { openLine } from './sourceLinks.ts'
import { fileUri } from './fileUri.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import { referenceToTest } from './testLenses.ts'
import { isScriptReference, isTestReference } from './testReference.ts'
import type { TestReference } from './testReference.ts'
import { testsInDocument } from './testsInDocument.ts'
import { isTrusted } from './trust.ts'
import { shownPath } from './workspaceFolder.ts'

const messageMs = 10_000

/** What clicks on the lenses of tests and scripts do, and the action in the Test Explorer. */
export class ProgramCommands {
  readonly #profiler: ProgramProfiler
  readonly #showPanel: () => void

  constructor(profiler: ProgramProfiler, showPanel: () => void) {
    this.#profiler = profiler
    this.#showPanel = showPanel
  }

  /**
   * @param argument a `TestReference`, or an item of the Test Explorer; anything else means the test around the cursor
   * @throws HeatlineError when no runner is there for it
   */
  async profileTest(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const reference = isTestReference(argument) ? argument : isTestItem(argument) ? await referenceToItem(argument) : await testAtCursor()
    if (reference === null) return
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(reference.uri))
    if (document.isDirty) vscode.window.setStatusBarMessage(`$(warning) ${shownPath(document.uri)} has unsaved changes: the test runs as it was saved.`, messageMs)
    const run = await this.#profiler.profileTests(reference, document.getText())
    if (run !== null) tell(run)
  }

  /** @param argument a `ScriptReference` */
  async profileScript(argument: unknown): Promise<void> {
    if (!isScriptReference(argument) || !await isTrusted()) return
    const { discoverScripts } = await import('../core/source/discoverScripts.ts')
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.uri))
    const found = discoverScripts(document.getText()).find(({ name }) => name === argument.script)
    if (found === undefined) return void vscode.window.showInformationMessage(`There is no script ${argument.script} in ${shownPath(document.uri)} any more.`)
    const run = await this.#profiler.profileScript(argument, found.line)
    if (run === null) return
    tell(run)
    // What a script runs is seldom in the editor: the panel has it all.
    this.#showPanel()
  }
}

function isTestItem(value: unknown): value is Pick<vscode.TestItem, 'uri' | 'range' | 'label' | 'children'> {
  return typeof value === 'object' && value !== null && 'label' in value && 'id' in value && 'uri' in value
}

/** The test that the Test Explorer means: by its line, else by its title; the whole file where it is one. */
async function referenceToItem(item: Pick<vscode.TestItem, 'uri' | 'range' | 'label'>): Promise<TestReference | null> {
  if (item.uri === undefined || item.uri.scheme !== 'file' || !/\.[cm]?[jt]sx?$/.test(item.uri.path)) {
    return refuse(`${item.label} is no test or test file of JavaScript or TypeScript: pick one below it.`)
  }
  const document = await vscode.workspace.openTextDocument(item.uri)
  const tests = await testsInDocument(document)
  if (item.range === undefined) return wholeFile(document)
  const line = item.range.start.line
  const found = tests.find((test) => test.line === line) ?? tests.find((test) => test.title === item.label)
  return found === undefined ? refuse(`No test was found at ${shownPath(item.uri)}:${toOneBased(line)}.`) : referenceToTest(item.uri, found)
}

async function testAtCursor(): Promise<TestReference | null> {
  const editor = vscode.window.activeTextEditor
  if (editor === undefined || editor.document.uri.scheme !== 'file') return refuse('Open a test file and put the cursor in a test.')
  const { document, selection: { active: { line } } } = editor
  const tests = await testsInDocument(document)
  if (tests.length === 0) return refuse(`${shownPath(document.uri)} holds no tests.`)
  const [innermost] = tests.filter((test) => test.startLine <= line && line <= test.endLine).toSorted((a: SourceTest, b: SourceTest) => a.endLine - a.startLine - (b.endLine - b.startLine))
  return innermost === undefined ? wholeFile(document) : referenceToTest(document.uri, innermost)
}

function wholeFile(document: vscode.TextDocument): TestReference {
  return { uri: document.uri.toString(), name: shownPath(document.uri), namePattern: null, startLine: 0, endLine: document.lineCount - 1 }
}

function refuse(message: string): null {
  void vscode.window.showInformationMessage(message)
  return null
}

/** Heat speaks for itself; only what it cannot show is said. */
function tell(run: Run): void {
  if (run.outcome === 'cancelled') {
    vscode.window.setStatusBarMessage(`Profiling ${run.function.name} was cancelled.`, messageMs)
    return
  }
  const hottest = run.attribution?.lines[0]
  if (run.outcome !== 'completed' || hottest === undefined) return void offerOutput(run.message ?? run.warnings[0] ?? `${run.function.name} took no stack samples.`)
  const place = `${shownPath(fileUri(run, hottest.file))}:${toOneBased(hottest.line)}`
  vscode.window.setStatusBarMessage(`$(flame) ${run.function.name}: hottest line ${place} (${formatShare(hottest.self.share)})`, messageMs)
  void offerLine(run, hottest, `${run.function.name}: the hottest line is ${place}, ${formatShare(hottest.self.share)}.`)
}

async function offerLine(run: Run, { file, line }: LineHeat, message: string): Promise<void> {
  const goTo = 'Go to Hottest Line'
  if (await vscode.window.showInformationMessage(message, goTo) === goTo) await openLine(fileUri(run, file), line)
}

async function offerOutput(message: string): Promise<void> {
  const showOutput = 'Show Output'
  if (await vscode.window.showWarningMessage(message, showOutput) === showOutput) await vscode.commands.executeCommand('heatline.showOutput')
}
