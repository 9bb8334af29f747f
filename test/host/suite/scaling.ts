import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { test } from '../hostTest.ts'
import { heatline, showSampleFile } from '../sampleFile.ts'

test('measures how time grows, and tells it in a lens that opens the chart', async () => {
  const settings = vscode.workspace.getConfiguration('heatline')
  const { document } = await showSampleFile('src/text.ts')
  const reference = { uri: document.uri.toString(), functionName: 'levenshtein' }
  await heatline().activate()
  await settings.update('timeBudget', '400ms', vscode.ConfigurationTarget.Global)
  try {
    await vscode.commands.executeCommand('heatline.measureScaling', reference)
  } finally {
    await settings.update('timeBudget', undefined, vscode.ConfigurationTarget.Global)
  }
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)
  const scaling = lenses.find(({ command }) => command?.title.startsWith('time ~'))?.command
  assert.match(scaling?.title ?? 'no lens', /^time ~ n\^[\d.]+ \[-?[\d.]+, [\d.]+\]$/)
  assert.equal(scaling?.command, 'heatline.openPanel')
  assert.deepEqual(scaling?.arguments, [reference])
  assert.match(scaling?.tooltip ?? '', /Size n is the length of a string of 160 and a string of 120[^]*Click for the chart\.$/)
})
