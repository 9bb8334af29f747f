import { cutToWidth, printable } from './text/displayWidth.ts'

/** Where progress is told: standard error. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** What a run tells while it goes on. */
export interface Progress {
  /** What it does now; `detail` changes often. */
  stage(title: string, detail: string | null): void
  /** What the profiled code printed, in any pieces. */
  output(text: string): void
  /** A line that stays. */
  note(text: string): void
  end(): void
}

const clearLine = '\r\u001B[K'

/** At a terminal one line that changes, with what the code prints scrolling above it; elsewhere a line a stage. */
export function progressOn(stream: ProgressStream, env: Readonly<Record<string, string | undefined>>): Progress {
  return stream.isTTY === true && env['TERM'] !== 'dumb' ? changingLine(stream) : plainLines(stream)
}

function changingLine(stream: ProgressStream): Progress {
  let status = ''
  let unfinished = ''
  // A terminal that does not know its size says 0.
  const draw = () => stream.write(status === '' ? '' : clearLine + cutToWidth(printable(status), (stream.columns || 80) - 1))
  const above = (text: string) => {
    stream.write(`${status === '' ? '' : clearLine}${text}`)
    draw()
  }
  return {
    stage(title, detail) {
      status = `${title}${detail === null ? '' : ` (${detail})`} …`
      draw()
    },
    output(text) {
      // The status would stand in the middle of a line that is not finished yet.
      const whole = unfinished + text
      const end = whole.lastIndexOf('\n') + 1
      unfinished = whole.slice(end)
      if (end > 0) above(whole.slice(0, end))
    },
    note(text) {
      above(`${text}\n`)
    },
    end() {
      stream.write(`${status === '' ? '' : clearLine}${unfinished === '' ? '' : `${unfinished}\n`}`)
      status = ''
      unfinished = ''
    },
  }
}

function plainLines(stream: ProgressStream): Progress {
  let lastTitle = ''
  let isMidLine = false
  const line = (text: string) => {
    stream.write(`${isMidLine ? '\n' : ''}${text}\n`)
    isMidLine = false
  }
  return {
    stage(title, detail) {
      if (title === lastTitle) return
      lastTitle = title
      line(`${title}${detail === null ? '' : ` (${detail})`} …`)
    },
    output(text) {
      stream.write(text)
      isMidLine = text === '' ? isMidLine : !text.endsWith('\n')
    },
    note: line,
    end() {
      if (isMidLine) line('')
    },
  }
}
