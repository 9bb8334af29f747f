// What Heatline costs the start of VS Code: nothing before a JavaScript or TypeScript file is open, then its activation.
// Timed around its own code by an extension in the same process. VS Code's own figures (`Developer: Startup Performance`)
// stand beside them: they also hold what other extensions, which the same file wakes, do before it is Heatline's turn.
import path from 'node:path'
import type { Page } from 'playwright-core'
import { packageExtension } from '../../scripts/package.mjs'
import { activationTimes } from '../e2e/support/activationTimes.ts'
import type { ActivationTimes } from '../e2e/support/activationTimes.ts'
import { openVsCode } from '../e2e/support/vscodeInBrowser.ts'
import { lens, openFile, patienceMs } from '../e2e/support/workbench.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { emptyExtension, withProbe } from './support/extensionHost.ts'
import type { ExtensionHost } from './support/extensionHost.ts'
import type { Elapsed, OwnActivation } from './support/probeExtension.ts'

const limitMs = 30
const rounds = 9
const name = 'heatline.heatline'

interface Activation {
  readonly load: Elapsed
  readonly activate: Elapsed
  readonly asVsCodeSays: ActivationTimes
  /** The same of an extension that does nothing. */
  readonly ofEmptyExtension: ActivationTimes
}

/** Opens the first source file, and tells how Heatline was activated by it. */
async function activateHeatline(page: Page, host: ExtensionHost): Promise<Activation> {
  const early = await host.evaluate<OwnActivation>('heatlineActivation')
  if (early.load !== null) throw new Error('Heatline was loaded before a source file was open.')
  await openFile(page, 'src/text.ts')
  await lens(page, 'Profile').first().waitFor({ timeout: patienceMs })
  const { load, activate } = await host.evaluate<OwnActivation>('heatlineActivation')
  const active = await activationTimes(page)
  const asVsCodeSays = active.find(({ extension }) => extension === name)
  const ofEmptyExtension = active.find(({ extension }) => extension === emptyExtension)
  if (load === null || activate === null || asVsCodeSays === undefined || ofEmptyExtension === undefined) throw new Error('Heatline shows a lens, but its activation was not seen.')
  if (asVsCodeSays.event !== 'onLanguage:typescript') throw new Error(`Heatline was activated by ${asVsCodeSays.event}, not by the file.`)
  return { load, activate, asVsCodeSays, ofEmptyExtension }
}

function totalMs({ load, activate }: Activation): number {
  return load.wallMs + activate.wallMs
}

/** Milliseconds to load and call, as VS Code shows them. */
function medianOf(times: readonly ActivationTimes[]): number {
  return times.map(({ loadMs, callMs }) => loadMs + callMs).toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

function inParts({ load, activate }: Activation): string {
  return `loading the bundle ${load.wallMs.toFixed(1)} ms, activate() ${activate.wallMs.toFixed(1)} ms; ${(load.cpuMs + activate.cpuMs).toFixed(1)} ms of processor time`
}

await inTemporaryFolder({}, async (folder) => {
  const { vsix } = await packageExtension({ out: path.join(folder, 'heatline.vsix') })
  await withProbe(folder, async (probe) => {
    const vscode = await openVsCode({ vsix: [vsix], extensionFolders: probe.extensionFolders, env: probe.env })
    try {
      const first = await activateHeatline(vscode.page, await probe.nextHost())
      let page = await vscode.reopen(vscode.page)

      // Something that is no source is open, and what starts by itself has started.
      await probe.nextHost()
      await openFile(page, 'package.json')
      await page.locator('.statusbar-item', { hasText: 'JSON' }).waitFor()
      const before = await activationTimes(page)
      const early = before.some(({ extension }) => extension === name)
      console.log(`before a source file is open, Heatline is ${early ? 'active' : 'not active'}; ${before.length} other extensions are`)
      if (early) process.exitCode = 1

      const activations: Activation[] = []
      for (let round = 0; round < rounds; round++) {
        page = await vscode.reopen(page)
        activations.push(await activateHeatline(page, await probe.nextHost()))
      }
      const sorted = activations.toSorted((a, b) => totalMs(a) - totalMs(b))
      const median = sorted[Math.floor(rounds / 2)]
      const slowest = sorted.at(-1)
      if (median === undefined || slowest === undefined) throw new Error('Nothing was measured.')
      const ms = totalMs(median)
      console.log(`activation, median of ${rounds} windows: ${ms.toFixed(1)} ms, limit ${limitMs} ms (${(ms / limitMs).toFixed(2)}x): ${inParts(median)}`)
      console.log(`  the first after it was installed: ${totalMs(first).toFixed(1)} ms: ${inParts(first)}`)
      console.log(`  the slowest of the others: ${totalMs(slowest).toFixed(1)} ms: ${inParts(slowest)}`)
      const said = medianOf(activations.map(({ asVsCodeSays }) => asVsCodeSays))
      const empty = medianOf(activations.map(({ ofEmptyExtension }) => ofEmptyExtension))
      console.log(`  as VS Code says it, with the other extensions' turns in it: ${said} ms; of an extension that does nothing: ${empty} ms`)
      if (ms > limitMs) process.exitCode = 1
    } finally {
      await vscode.stop()
    }
  })
})
