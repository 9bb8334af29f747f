import { runTests } from '@vscode/test-electron'
import { build } from 'esbuild'
import { cp, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { projectRoot } from '../../scripts/cache.mjs'
import { openVsCode } from '../e2e/support/vscodeInBrowser.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import type { HostResult } from './hostTest.ts'

const hostFolder = path.join(projectRoot, 'test', 'host')

/**
 * Runs `test/host/suite` inside VS Code: in the desktop's that `HEATLINE_VSCODE` names, else in code-server.
 * @param vsix the packaged extension
 * @param extensionFolder the same, unpacked
 */
export async function runHostSuite(vsix: string, extensionFolder: string): Promise<readonly HostResult[]> {
  return await inTemporaryFolder({}, async (folder) => {
    const driver = path.join(folder, 'heatline.heatline-test-driver-0.0.1')
    await buildDriver(driver)
    const desktop = process.env['HEATLINE_VSCODE']
    return await withReport(async (address, reported) => {
      const env = { HEATLINE_HOST_REPORT: address }
      if (desktop !== undefined && desktop !== '') {
        const workspace = path.join(folder, 'sample')
        await cp(path.join(projectRoot, 'test', 'fixtures', 'sample'), workspace, { recursive: true })
        await runTests({
          vscodeExecutablePath: desktop,
          extensionDevelopmentPath: extensionFolder,
          extensionTestsPath: path.join(driver, 'driver.cjs'),
          extensionTestsEnv: env,
          launchArgs: [
            workspace, '--disable-workspace-trust', '--no-sandbox', '--disable-gpu',
            `--user-data-dir=${path.join(folder, 'user')}`, `--extensions-dir=${path.join(folder, 'extensions')}`,
          ],
        })
        return await reported
      }
      const vscode = await openVsCode({ vsix: [vsix], extensionFolders: [driver], env })
      try {
        return await reported
      } finally {
        await vscode.stop()
      }
    })
  })
}

/** The driver extension, with every file of the suite in it. */
async function buildDriver(folder: string): Promise<void> {
  const topics = (await readdir(path.join(hostFolder, 'suite'))).filter((name) => name.endsWith('.ts'))
  await build({
    stdin: {
      contents: [...topics.map((name) => `import './suite/${name}'`), `export { activate, run } from './driver.ts'`].join('\n'),
      resolveDir: hostFolder,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    outfile: path.join(folder, 'driver.cjs'),
  })
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({
    name: 'heatline-test-driver',
    publisher: 'heatline',
    version: '0.0.1',
    main: './driver.cjs',
    engines: { vscode: '^1.106.0' },
    activationEvents: ['onStartupFinished'],
    extensionKind: ['workspace'],
  }))
}

/** Calls `use` with an address that takes the driver's report, and a promise of it. */
async function withReport<Result>(
  use: (address: string, reported: Promise<readonly HostResult[]>) => Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const server = createServer()
  const reported = new Promise<readonly HostResult[]>((resolve, reject) => {
    timer = setTimeout(() => { reject(new Error('The suite inside VS Code did not report within five minutes.')) }, 300_000)
    server.on('request', (request, response) => {
      let text = ''
      request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => {
        response.end()
        const results: HostResult[] = JSON.parse(text)
        resolve(results)
      })
    })
  })
  try {
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The report server has no port.')
    return await use(`http://127.0.0.1:${address.port}/`, reported)
  } finally {
    clearTimeout(timer)
    server.closeAllConnections()
    server.close()
  }
}
