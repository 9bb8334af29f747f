import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { test } from '../hostTest.ts'
import { heatline, showSampleFile } from '../sampleFile.ts'

test('is activated by a TypeScript file', async () => {
  await showSampleFile('src/text.ts')
  await heatline().activate()
  assert.equal(heatline().isActive, true)
})

test('registers every command that it contributes', async () => {
  await heatline().activate()
  const contributed = (heatline().packageJSON.contributes?.commands ?? []).map(({ command }: { command: string }) => command)
  const registered = new Set(await vscode.commands.getCommands(true))
  assert.notDeepEqual(contributed, [])
  assert.deepEqual(contributed.filter((command: string) => !registered.has(command)), [])
})
