import inspector from 'node:inspector'
import Module from 'node:module'
import path from 'node:path'

/** Where to tell the inspector's address: a POST of it as text. */
const reportVariable = 'HEATLINE_PROBE_REPORT'

/** Time that passed, and the part in which the extension host's main thread computed. */
export interface Elapsed {
  readonly wallMs: number
  readonly cpuMs: number
}

/** What Heatline's own code took to be activated, without what VS Code and other extensions did in between. */
export interface OwnActivation {
  /** Reading, compiling and evaluating its main module. */
  load: Elapsed | null
  /** Its `activate` function. */
  activate: Elapsed | null
}

declare global {
  /** Read by the benchmark through the inspector. */
  var heatlineActivation: OwnActivation
}

type Load = (this: unknown, request: string, ...rest: readonly unknown[]) => unknown

/** Node's loader, which has no other name for the one function that every `require` goes through. */
const loadModule = '_load'

/** An extension beside Heatline, in the same process, started before any file is open: it lets a benchmark look in. */
export async function activate(): Promise<void> {
  const address = process.env[reportVariable]
  if (address === undefined) throw new Error(`${reportVariable} is not set: the benchmark sets it.`)
  globalThis.heatlineActivation = { load: null, activate: null }
  timeHeatline(globalThis.heatlineActivation)
  inspector.open(0, '127.0.0.1')
  await fetch(address, { method: 'POST', body: inspector.url() ?? '' })
}

/** VS Code loads an extension with `require`, which is the one place to stand between. */
function timeHeatline(times: OwnActivation): void {
  const loader = Module as unknown as { [loadModule]: Load }
  const load = loader[loadModule]
  loader[loadModule] = function (request, ...rest) {
    if (!request.includes(`${path.sep}heatline.heatline-`) || times.load !== null) return load.call(this, request, ...rest)
    const [main, elapsed] = timed(() => load.call(this, request, ...rest) as { readonly activate: (context: unknown) => unknown })
    times.load = elapsed
    return {
      ...main,
      activate(context: unknown) {
        const [result, activation] = timed(() => main.activate(context))
        times.activate = activation
        return result
      },
    }
  }
}

function timed<Result>(run: () => Result): [Result, Elapsed] {
  const started = performance.now()
  const cpuBefore = process.threadCpuUsage()
  const result = run()
  const { user, system } = process.threadCpuUsage(cpuBefore)
  return [result, { wallMs: performance.now() - started, cpuMs: (user + system) / 1000 }]
}
