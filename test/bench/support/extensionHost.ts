import { build } from 'esbuild'
import { EventEmitter, once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import packageJson from '../../../package.json' with { type: 'json' }

/** The extension host of a window, through its inspector. */
export interface ExtensionHost {
  /** Calls a method of the Chrome DevTools Protocol. */
  readonly send: <Result>(method: string, params?: object) => Promise<Result>
  /** The value of an expression, which has to be JSON. */
  readonly evaluate: <Result>(expression: string) => Promise<Result>
  readonly close: () => void
}

/** Lets a benchmark look into the extension hosts that VS Code starts. */
export interface Probe {
  /** To install in VS Code: absolute paths of unpacked extensions. */
  readonly extensionFolders: readonly string[]
  /** For VS Code. */
  readonly env: Readonly<Record<string, string>>
  /** The extension host of the window that was opened after the last call; rejects when there is none within two minutes. */
  readonly nextHost: () => Promise<ExtensionHost>
}

/** Calls `use` with a probe, whose extension is built below `folder`. */
export async function withProbe<Result>(folder: string, use: (probe: Probe) => Promise<Result>): Promise<Result> {
  const extensionFolder = path.join(folder, 'bench.probe-0.0.1')
  await buildProbe(extensionFolder)
  const addresses: string[] = []
  const reports = new EventEmitter()
  const hosts: ExtensionHost[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => {
      response.end()
      addresses.push(text)
      reports.emit('address')
    })
  })
  try {
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The probe has no port to report to.')
    return await use({
      extensionFolders: [extensionFolder, await writeEmptyExtension(folder)],
      env: { HEATLINE_PROBE_REPORT: `http://127.0.0.1:${address.port}/` },
      async nextHost() {
        if (addresses.length === 0) await once(reports, 'address', { signal: AbortSignal.timeout(120_000) })
        const host = await connect(addresses.shift() ?? '')
        hosts.push(host)
        return host
      },
    })
  } finally {
    for (const host of hosts) host.close()
    server.closeAllConnections()
    server.close()
  }
}

async function buildProbe(folder: string): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'probeExtension.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: path.join(folder, 'probe.cjs'),
  })
  await writeManifest(folder, 'probe', ['*'])
}

/** The id of an extension that does nothing, woken by the files that wake Heatline. */
export const emptyExtension = 'bench.empty'

async function writeEmptyExtension(folder: string): Promise<string> {
  const extensionFolder = path.join(folder, `${emptyExtension}-0.0.1`)
  await mkdir(extensionFolder)
  await writeFile(path.join(extensionFolder, 'empty.cjs'), 'exports.activate = () => {}\n')
  await writeManifest(extensionFolder, 'empty', packageJson.activationEvents)
  return extensionFolder
}

async function writeManifest(folder: string, name: string, activationEvents: readonly string[]): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({
    name,
    publisher: 'bench',
    version: '0.0.1',
    main: `./${name}.cjs`,
    engines: { vscode: '^1.106.0' },
    activationEvents,
    extensionKind: ['workspace'],
  }))
}

interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Call {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

async function connect(address: string): Promise<ExtensionHost> {
  const socket = new WebSocket(address)
  const pending = new Map<number, Call>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error }: Answer = JSON.parse(String(data))
    const call = id === undefined ? undefined : pending.get(id)
    if (id === undefined || call === undefined) return
    pending.delete(id)
    if (error === undefined) call.resolve(result)
    else call.reject(new Error(error.message))
  })
  socket.addEventListener('close', () => {
    for (const call of pending.values()) call.reject(new Error('The extension host has ended.'))
    pending.clear()
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => { resolve() })
    socket.addEventListener('error', () => { reject(new Error(`The extension host does not answer at ${address}.`)) })
  })
  let calls = 0
  const send = async <Result>(method: string, params: object = {}): Promise<Result> => {
    const id = ++calls
    const answer = new Promise<unknown>((resolve, reject) => { pending.set(id, { resolve, reject }) })
    socket.send(JSON.stringify({ id, method, params }))
    return await answer as Result
  }
  return {
    send,
    async evaluate<Result>(expression: string) {
      const { result } = await send<{ result: { value?: unknown } }>('Runtime.evaluate', { expression, returnByValue: true })
      return result.value as Result
    },
    close: () => { socket.close() },
  }
}
