import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { test } from '../hostTest.ts'
import { heatline, showSampleFile } from '../sampleFile.ts'

test('profiles a function, and tells its time and its hot lines', async () => {
  const { document } = await showSampleFile('src/text.ts')
  await profile(document, 'wordFrequencies')
  assert.match(await lensTitle(document, 'wordFrequencies'), /^Profile · [\d.]+ (ns|µs|ms) /)
  assert.match(await hoverOn(document, 'counts.find'), /Heatline[^]*samples[^]*stack samples of wordFrequencies/)
})

test('profiles what is in the editor, unsaved, and calls the result stale when that changes', async () => {
  const { document } = await showSampleFile('src/text.ts')
  try {
    await replace(document, 'export function wordFrequencies', 'export function unsaved(): number {\n  let sum = 0\n  for (let i = 0; i < 10_000; i++) sum += i % 7\n  return sum\n}\n\nexport function wordFrequencies')
    await profile(document, 'unsaved')
    const fresh = await lensTitle(document, 'unsaved')
    assert.match(fresh, /^Profile · [\d.]+ (ns|µs|ms) /)
    await replace(document, 'i % 7', 'i % 8')
    // A sign that the run has warnings stays last: a busy machine gives one.
    const [, result = '', sign = ''] = /^(.*?)( \$\(warning\))?$/u.exec(fresh) ?? []
    assert.equal(await lensTitle(document, 'unsaved'), `${result} · stale${sign}`)
    await replace(document, 'i % 8', 'i % 7')
    assert.equal(await lensTitle(document, 'unsaved'), fresh)
  } finally {
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
})

test('marks heat as stale in a file that was opened after the run, too', async () => {
  await profile((await showSampleFile('src/report.tsx')).document, 'renderReport')
  const { document } = await showSampleFile('src/money.ts')
  try {
    await hoverBecomes(document, 'format.format', /^(?![^]*Stale)[^]*stack samples of renderReport/)
    await replace(document, 'const format = new Intl', 'const unused = 1\n  const format = new Intl')
    await hoverBecomes(document, 'format.format', /Stale[^]*stack samples of renderReport/)
  } finally {
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
})

test('runs one after the other, and cancels the one that goes on and the one that waits', async () => {
  const { document } = await showSampleFile('src/text.ts')
  try {
    await replace(document, 'export function wordFrequencies', 'function endless(): void {\n  for (;;) {}\n}\n\nfunction waiting(): void {}\n\nexport function wordFrequencies')
    const first = profile(document, 'endless')
    await titleBecomes(document, 'endless', /Profiling…/)
    const second = profile(document, 'waiting')
    await titleBecomes(document, 'waiting', /Waiting to profile…/)
    await vscode.commands.executeCommand('heatline.cancel')
    await Promise.all([first, second])
    assert.equal(await lensTitle(document, 'endless'), 'Profile')
    assert.equal(await lensTitle(document, 'waiting'), 'Profile')
  } finally {
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
})

/** As a click on the lens does; ends when the run has. */
async function profile(document: vscode.TextDocument, functionName: string): Promise<void> {
  await heatline().activate()
  await vscode.commands.executeCommand('heatline.profileFunction', { uri: document.uri.toString(), functionName })
}

async function lensTitle(document: vscode.TextDocument, functionName: string): Promise<string> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)
  const found = lenses.find(({ command }) => command?.arguments?.some((argument: { readonly functionName?: unknown }) => argument.functionName === functionName) === true)
  assert.ok(found?.command, `${functionName} has no lens`)
  return found.command.title
}

/** Asks as often as VS Code would: the state of a run is nobody's event here. */
async function titleBecomes(document: vscode.TextDocument, functionName: string, expected: RegExp): Promise<void> {
  for (;;) {
    const title = await lensTitle(document, functionName)
    if (expected.test(title)) return
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
}

/** Lines are placed anew a moment after the last edit. */
async function hoverBecomes(document: vscode.TextDocument, text: string, expected: RegExp): Promise<void> {
  while (!expected.test(await hoverOn(document, text))) await new Promise((resolve) => { setTimeout(resolve, 50) })
}

async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(text))
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position)
  return hovers.flatMap(({ contents }) => contents.map((content) => typeof content === 'string' ? content : content.value)).join('\n')
}

async function replace(document: vscode.TextDocument, piece: string, by: string): Promise<void> {
  const start = document.getText().indexOf(piece)
  assert.notEqual(start, -1, `${piece} is not in the text`)
  const change = new vscode.WorkspaceEdit()
  change.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + piece.length)), by)
  assert.equal(await vscode.workspace.applyEdit(change), true)
}
