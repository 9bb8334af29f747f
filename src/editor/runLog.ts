import type * as vscode from 'vscode'

/** What is said about one run in the output channel, and what the profiled code printed. */
export class RunLog {
  readonly #channel: vscode.LogOutputChannel
  #partialLine = ''

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel
  }

  line(text: string): void {
    this.#channel.info(text)
  }

  problem(text: string): void {
    this.#channel.error(text)
  }

  /** Text comes in pieces that need not end where lines do. */
  output(text: string): void {
    const lines = (this.#partialLine + text).split('\n')
    this.#partialLine = lines.pop() ?? ''
    for (const line of lines) this.#channel.info(`  | ${line}`)
  }

  /** Writes what is left of the output. */
  end(): void {
    if (this.#partialLine !== '') this.#channel.info(`  | ${this.#partialLine}`)
    this.#partialLine = ''
  }
}
