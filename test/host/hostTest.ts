/** One test that runs inside VS Code. */
interface HostTest {
  readonly name: string
  readonly run: () => Promise<void> | void
}

/** How one test ended: `error` is null when it passed. */
export interface HostResult {
  readonly name: string
  readonly error: string | null
}

const tests: HostTest[] = []

/** Registers a test: it passes when `run` ends without an error, within two minutes. */
export function test(name: string, run: () => Promise<void> | void): void {
  tests.push({ name, run })
}

/** Runs all registered tests, one after the other. */
export async function runHostTests(): Promise<readonly HostResult[]> {
  const results: HostResult[] = []
  for (const { name, run } of tests) {
    try {
      await inTime(async () => { await run() })
      results.push({ name, error: null })
    } catch (error) {
      results.push({ name, error: error instanceof Error ? error.stack ?? error.message : String(error) })
    }
  }
  return results
}

async function inTime(run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error('The test did not end within two minutes.')) }, 120_000)
  })
  try {
    await Promise.race([run(), late])
  } finally {
    clearTimeout(timer)
  }
}
