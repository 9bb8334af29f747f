import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import type { HeatlineAnswer, HeatlineQuestion } from './askHeatline.ts'

/** Milliseconds of one question. */
const mostMs = 150_000

/** Processes that ask the product: each answers one question at a time. */
export class AskPool {
  readonly #folder: string
  readonly #idle: ChildProcess[] = []
  readonly #all = new Set<ChildProcess>()

  /** @param folder where the processes keep what belongs to a user */
  constructor(folder: string) {
    this.#folder = folder
    process.on('exit', () => this.close())
  }

  /** Never rejects: a process that ends is an answer too. */
  async ask(question: HeatlineQuestion): Promise<HeatlineAnswer> {
    const child = this.#idle.pop() ?? this.#start()
    const answer = await new Promise<HeatlineAnswer | null>((resolve) => {
      const timer = setTimeout(() => settle(null), mostMs)
      const settle = (found: HeatlineAnswer | null): void => {
        clearTimeout(timer)
        child.removeAllListeners()
        resolve(found)
      }
      child.on('message', (message) => settle(message as HeatlineAnswer))
      child.on('exit', () => settle(null))
      child.on('error', () => settle(null))
      child.send(question)
    })
    if (answer === null) {
      this.#all.delete(child)
      child.kill('SIGKILL')
      return { kind: 'none', reason: 'no inputs: the product did not answer', detail: '' }
    }
    this.#idle.push(child)
    return answer
  }

  close(): void {
    for (const child of this.#all) child.kill()
    this.#all.clear()
    this.#idle.length = 0
  }

  #start(): ChildProcess {
    const child = fork(path.join(import.meta.dirname, 'askWorker.ts'), {
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
      env: { ...process.env, XDG_DATA_HOME: mkdtempSync(path.join(this.#folder, 'user-')) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#all.add(child)
    return child
  }
}
