import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as vscode from 'vscode'
import { test } from '../hostTest.ts'
import { heatline, showSampleFile } from '../sampleFile.ts'

test('keeps a run as the baseline, and tells that the same code is as fast', async () => {
  const settings = vscode.workspace.getConfiguration('heatline')
  const { document } = await showSampleFile('src/text.ts')
  const reference = { uri: document.uri.toString(), functionName: 'levenshtein' }
  await heatline().activate()
  await settings.update('timeBudget', '400ms', vscode.ConfigurationTarget.Global)
  try {
    await vscode.commands.executeCommand('heatline.profileFunction', reference)
    await vscode.commands.executeCommand('heatline.acceptBaseline', reference)
    await vscode.commands.executeCommand('heatline.compare', reference)
  } finally {
    await settings.update('timeBudget', undefined, vscode.ConfigurationTarget.Global)
  }
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? ''
  assert.match(await readFile(path.join(root, '.heatline', 'baselines.json'), 'utf8'), /"src\/text\.ts#levenshtein"/)
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)
  const compared = lenses.find(({ command }) => command?.command === 'heatline.showComparison')?.command
  assert.equal(compared?.title, '= the baseline')
  assert.deepEqual(compared?.arguments, [reference])
  assert.equal(vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'Heatline'), false)
})
