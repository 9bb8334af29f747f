import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CallTreeSum } from '../../core/profile/callTreeSum.ts'
import { dropBeginning } from '../../core/profile/dropBeginning.ts'
import { importCdpProfile } from '../../core/profile/importCdpProfile.ts'
import type { CdpProfile } from '../../core/profile/importCdpProfile.ts'
import type { RecordedScript, ThreadRecording } from '../../protocol/processRecording.ts'
import type { InspectedThread } from './inspectedThread.ts'

/** Which thread is recorded, and where to. */
export interface RecordedThread extends Pick<ThreadRecording, 'process' | 'threadId' | 'title'> {
  readonly folder: string
}

/** Microseconds between stack samples. */
const samplingIntervalUs = 250
/** Texts beyond this are left out: no person reads lines of such a file. */
const longestText = 20_000_000

interface ParsedScript {
  readonly scriptId: string
  readonly url: string
  readonly hash: string
  readonly length: number
}

/**
 * Records one thread in windows that follow one another without a gap, adds them up, and writes what is known so far to
 * the disk at the end of each.
 */
export class ThreadRecorder {
  readonly #thread: InspectedThread
  readonly #of: RecordedThread
  readonly #sum = new CallTreeSum()
  /** By URL, the newest of each. */
  readonly #parsed = new Map<string, ParsedScript>()
  readonly #kept = new Map<string, RecordedScript>()
  #window = 1
  /** When the thread was done with handing over the last window, in V8's clock. */
  #handedOverUs = 0

  constructor(thread: InspectedThread, of: RecordedThread) {
    this.#thread = thread
    this.#of = of
    thread.onEvent = (method, params) => {
      if (method === 'Debugger.scriptParsed') {
        const script = params as ParsedScript
        if (script.url !== '' && !script.url.startsWith('node:')) this.#parsed.set(script.url, script)
      } else if (method === 'Profiler.consoleProfileFinished') {
        this.#sum.add(importCdpProfile(dropBeginning((params as { readonly profile: CdpProfile }).profile, this.#handedOverUs)))
      }
    }
  }

  /** Readies the thread for `start`; it may not have run anything yet. */
  async prepare(): Promise<void> {
    // At once: on a busy machine each answer that is waited for takes tens of milliseconds.
    await Promise.all([
      this.#thread.post('Profiler.enable'),
      this.#thread.post('Profiler.setSamplingInterval', { interval: samplingIntervalUs }),
      // Scripts are told of and read by the debugger's domain; it must never stop at a `debugger` statement.
      this.#thread.post('Debugger.enable'),
      this.#thread.post('Debugger.setSkipAllPauses', { skip: true }),
    ])
  }

  /**
   * Begins the first window.
   * @throws where Node has not started the thread up: the console's functions come with a `require` that takes the module loader
   */
  async start(): Promise<void> {
    await this.#evaluate(`profile("heatline 1")`)
  }

  /**
   * Ends a window, begins the next unless it was the last, and writes.
   * @throws what the thread refuses, and what the disk refuses
   */
  async turn(isLast: boolean, isComplete: boolean): Promise<void> {
    const ended = this.#window
    this.#window += 1
    // The next one starts first: with none left V8 forgets where the code lies.
    const end = `profileEnd("heatline ${ended}");process.hrtime()`
    this.#handedOverUs = toUs(await this.#evaluate(isLast ? end : `profile("heatline ${ended + 1}");${end}`))
    await this.write(isComplete)
  }

  /** The console's own functions: the user's code may have another console. */
  async #evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails }: { result?: { value?: unknown }; exceptionDetails?: { text?: string } } = await this.#thread.post('Runtime.evaluate', { expression, includeCommandLineAPI: true, silent: true, returnByValue: true })
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text ?? 'The thread refused')
    return result?.value
  }

  /** Writes what is known so far; nothing before the end of the first window. */
  async write(isComplete: boolean): Promise<void> {
    const { folder, ...of } = this.#of
    const profile = this.#sum.toProfile()
    if (profile === null) return
    for (const { url } of profile.nodes) if (!this.#kept.has(url)) await this.#keepScript(url)
    const recording: ThreadRecording = { ...of, isComplete, scripts: [...this.#kept.values()], profile }
    const file = join(folder, `${of.process.pid}-${Math.round(of.process.startedAt)}-${of.threadId}.json`)
    // Renamed, so that a process that is killed right now leaves the one before.
    writeFileSync(`${file}.part`, JSON.stringify(recording))
    renameSync(`${file}.part`, file)
  }

  /** Costs the thread time: some 130 ms for the 9 MB of TypeScript. */
  async #textOf({ scriptId }: ParsedScript): Promise<string | null> {
    const { scriptSource }: { scriptSource?: string } = await this.#thread.post('Debugger.getScriptSource', { scriptId })
    return scriptSource ?? null
  }

  async #keepScript(url: string): Promise<void> {
    const script = this.#parsed.get(url)
    if (script === undefined || script.length > longestText) return
    const textFile = `${script.hash}.js`
    const path = join(this.#of.folder, textFile)
    if (!existsSync(path)) {
      const text = textOnDisk(script) ?? await this.#textOf(script)
      if (text === null) return
      const part = `${path}.${this.#of.process.pid}.${this.#of.threadId}`
      writeFileSync(part, text)
      renameSync(part, path)
    }
    this.#kept.set(url, { url, textFile })
  }
}

/** Node's clock is V8's. */
function toUs(hrtime: unknown): number {
  const [seconds = 0, nanoseconds = 0] = Array.isArray(hrtime) ? hrtime.map(Number) : []
  return seconds * 1e6 + nanoseconds / 1000
}

/** The text of a script that is on the disk as V8 runs it: most are, and the profiled thread need not be asked for those. */
function textOnDisk({ url, hash }: ParsedScript): Buffer | null {
  try {
    const text = readFileSync(url.startsWith('file://') ? fileURLToPath(url) : url)
    return createHash('sha256').update(text).digest('hex') === hash ? text : null
  } catch {
    return null
  }
}
