// What the integrated terminal finds on its path, on a machine without Node.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import packageJson from '../../../package.json' with { type: 'json' }

const launcher = path.resolve(import.meta.dirname, '../../../media/bin/heatline')

/** Runs it with a PATH on which nothing is. */
async function launch(env: Readonly<Record<string, string>>): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return await inTemporaryFolder({}, async (folder) => spawnSync('/bin/sh', [launcher, '--version'], { encoding: 'utf8', env: { PATH: folder, ...env } }))
}

test.skipIf(process.platform === 'win32')('runs with the Node that VS Code itself is', async () => { // The launcher for Windows is another one.
  const { status, stdout } = await launch({ HEATLINE_EDITOR_NODE: process.execPath })
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining(packageJson.version) as unknown })
})

test.skipIf(process.platform === 'win32')('says what is missing where there is none at all', async () => { // As above.
  const { status, stderr } = await launch({})
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'heatline: there is no node on the PATH. Install Node 22.13 or later.\n' })
})
