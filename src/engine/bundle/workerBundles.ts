import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A worker's file and where its bundle goes. */
export interface WorkerBundle {
  readonly file: string
  /** Absolute, without extension. What the URL names is `<stem>.mjs`. */
  readonly stem: string
}

/** The worker files that modules of the bundle name, each of which becomes a bundle of its own beside the entry's. */
export class WorkerBundles {
  readonly #outDir: string
  readonly #bundles = new Map<string, WorkerBundle>()
  readonly #waiting: WorkerBundle[] = []

  constructor(outDir: string) {
    this.#outDir = outDir
  }

  /** The URL under which a worker's bundle will stand; asking for it has it built. */
  urlOf(file: string): string {
    let bundle = this.#bundles.get(file)
    if (!bundle) {
      bundle = { file, stem: path.join(this.#outDir, `worker${this.#bundles.size + 1}`) }
      this.#bundles.set(file, bundle)
      this.#waiting.push(bundle)
    }
    return pathToFileURL(`${bundle.stem}.mjs`).href
  }

  /** A worker that is not built yet, or null. Building one may bring up others, or itself, which then is known. */
  next(): WorkerBundle | null {
    return this.#waiting.shift() ?? null
  }
}
