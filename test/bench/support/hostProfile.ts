import type { ExtensionHost } from './extensionHost.ts'

/** What the extension host's main thread did meanwhile. */
export interface HostWork {
  /** Milliseconds in which Heatline's code, or what it called, was on the stack. */
  readonly heatlineMs: number
  /** Milliseconds in which anything ran. */
  readonly busyMs: number
}

/** How often some of the extension host's functions were called meanwhile. */
export interface HostCalls {
  readonly parses: number
  readonly lensRequests: number
}

/** See https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile: times in microseconds. */
interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame; readonly children?: readonly number[] }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface CallFrame {
  readonly functionName: string
  readonly url: string
}

interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly { readonly functionName: string; readonly ranges: readonly { readonly count: number }[] }[]
  }[]
}

/** Profiles the extension host while `act` runs. */
export async function profileHost(host: ExtensionHost, act: () => Promise<unknown>): Promise<HostWork> {
  await host.send('Profiler.enable')
  await host.send('Profiler.setSamplingInterval', { interval: 200 })
  await host.send('Profiler.start')
  await act()
  const { profile } = await host.send<{ profile: Profile }>('Profiler.stop')
  return workIn(profile)
}

/** Counts calls while `act` runs. It slows the host down, so it is not done while that is profiled. */
export async function countCalls(host: ExtensionHost, act: () => Promise<unknown>): Promise<HostCalls> {
  await host.send('Profiler.enable')
  await host.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await act()
  const coverage = await host.send<Coverage>('Profiler.takePreciseCoverage')
  await host.send('Profiler.stopPreciseCoverage')
  const count = (file: RegExp, name: string) => coverage.result
    .filter(({ url }) => isHeatline(url) && file.test(url))
    .flatMap(({ functions }) => functions.filter(({ functionName }) => functionName === name))
    .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0)
  return { parses: count(/oxc-parser.*index\.js$/, 'parseSync'), lensRequests: count(/extension\.js$/, 'provideCodeLenses') }
}

function workIn({ nodes, samples, timeDeltas }: Profile): HostWork {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const idle = new Set<number>()
  const heatline = new Set<number>()
  const walk = (id: number, isInside: boolean): void => {
    const node = byId.get(id)
    if (node === undefined) return
    const inside = isInside || isHeatline(node.callFrame.url)
    if (inside) heatline.add(id)
    if (['(idle)', '(program)', '(root)'].includes(node.callFrame.functionName)) idle.add(id)
    for (const child of node.children ?? []) walk(child, inside)
  }
  walk(nodes[0]?.id ?? 0, false)
  let heatlineUs = 0
  let busyUs = 0
  samples.forEach((id, index) => {
    const us = timeDeltas[index] ?? 0
    if (heatline.has(id)) heatlineUs += us
    if (!idle.has(id)) busyUs += us
  })
  return { heatlineMs: heatlineUs / 1000, busyMs: busyUs / 1000 }
}

/** Code of the installed extension, the packages that it carries included. */
function isHeatline(url: string): boolean {
  return url.includes('/heatline.heatline-')
}
