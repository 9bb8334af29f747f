import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { test } from '../hostTest.ts'
import { heatline, showSampleFile } from '../sampleFile.ts'

test('puts a lens above every named function, nested ones and methods too', async () => {
  const { document } = await showSampleFile('src/cart.ts')
  assert.deepEqual(await lensLines(document), ['total', 'discount', 'sampleOrders', 'full', 'size', 'add', 'total'])
})

test('has lenses for exported functions only, or none, as set', async () => {
  const { document } = await showSampleFile('src/cart.ts')
  await withLensSetting('exported', async () => {
    assert.deepEqual(await lensLines(document), ['total', 'sampleOrders', 'full', 'size', 'add', 'total'])
  })
  await withLensSetting('off', async () => {
    assert.deepEqual(await lensLines(document), [])
  })
})

test('gives a function a lens while it is typed, before it is saved', async () => {
  const { document } = await showSampleFile('src/text.ts')
  await withEdits(document, async () => {
    await edit(document, document.lineCount, 'function fresh() {\n  return 1\n}\n')
    assert.equal((await lensLines(document)).at(-1), 'fresh')
  })
})

test('keeps lenses in place while the file is broken, and finds them again', async () => {
  const { document } = await showSampleFile('src/text.ts')
  const before = await lensLines(document)
  await withEdits(document, async () => {
    await edit(document, 2, 'const broken = [(\n\n')
    assert.deepEqual(await lensLines(document), before)
    await edit(document, 2, 'another line\n')
    assert.deepEqual(await lensLines(document), before)
    await vscode.commands.executeCommand('workbench.action.files.revert')
    assert.deepEqual(await lensLines(document), before)
  })
})

/** The names on the lines that lenses stand above, from the top. */
async function lensLines(document: vscode.TextDocument): Promise<readonly string[]> {
  await heatline().activate()
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)
  const ours = lenses.filter(({ command }) => command?.command.startsWith('heatline.profile') === true)
  return ours.map(({ range }) => range.start.line).toSorted((a, b) => a - b)
    .map((line) => /([\w#]+)\s*[(=]/.exec(document.lineAt(line).text)?.[1] ?? document.lineAt(line).text)
}

async function edit(document: vscode.TextDocument, line: number, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit()
  change.insert(document.uri, new vscode.Position(line, 0), text)
  assert.equal(await vscode.workspace.applyEdit(change), true)
}

/** Takes back what was typed. */
async function withEdits(document: vscode.TextDocument, use: () => Promise<void>): Promise<void> {
  try {
    await use()
  } finally {
    await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
}

async function withLensSetting(value: string, use: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('heatline')
  await settings.update('codeLens', value, vscode.ConfigurationTarget.Global)
  try {
    await use()
  } finally {
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global)
  }
}
