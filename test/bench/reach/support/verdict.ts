import type { AttemptOutcome } from './runAttempts.ts'

/** How a function was reached. */
export const rungs = ['direct', 'within', 'callers'] as const
export type Rung = (typeof rungs)[number]

/** Whether a function is good, or why it is not: `reason` is what others share, `detail` its own. */
export type Verdict = { readonly isGood: true } | { readonly isGood: false; readonly reason: string; readonly detail: string }

/** All that a function's verdict hangs on. */
export interface Evidence {
  /** What the checker found; null where it accepts all rows. */
  readonly problem: string | null
  /** How many different argument tuples there are, by the declared types. */
  readonly domain: number
  readonly attempts: AttemptOutcome
  /** Of the body's lines that hold code, how many ran in calls that did not throw. */
  readonly lines: { readonly all: number; readonly ran: number }
}

/** The reason of what no test reaches. */
export const noTest = 'no test reaches it'

export const fewestAttempts = 100
const fewestTuples = 20
const leastShare = 0.5

/** The one conjunction. What a function misses first is its reason. */
export function judge({ problem, domain, attempts, lines }: Evidence): Verdict {
  const own = judgeAttempts(attempts, domain)
  if (own !== null) return own
  if (problem !== null) return bad(`checker: ${problem.split(' ')[0] ?? ''}`, problem)
  if (lines.ran < lines.all * leastShare) return bad('lines: under half ran', `${lines.ran} of ${lines.all}`)
  return { isGood: true }
}

/** What is wrong with the attempts, whatever they ran; null where nothing is. */
export function judgeAttempts(attempts: AttemptOutcome, domain: number): Verdict | null {
  if (attempts.kind === 'silent') return bad(attempts.timedOut ? 'ran too long' : 'died', attempts.detail)
  if (attempts.kind === 'failed') {
    const titles = { load: 'does not load', prepare: 'inputs cannot be made', denied: 'denied by the sandbox' }
    return bad(attempts.stage === 'denied' ? titles.denied : `${titles[attempts.stage]}: ${nameOf(attempts.what)}`, attempts.what)
  }
  if (attempts.hasUniversalProxy) return bad('universal proxy', '')
  if (attempts.hasForbiddenUndefined) return bad('undefined against the type', '')
  const { threw, pending } = attempts
  // A child stops when that much is certain.
  if (threw + pending > Math.max(attempts.attempts, fewestAttempts) * (1 - leastShare)) {
    const [common = ['', 0]] = Object.entries(attempts.thrown).toSorted((a, b) => b[1] - a[1])
    return threw >= pending ? bad(`throws ${nameOf(common[0])}`, `${threw} of ${attempts.attempts}, ${common[0]}`) : bad('stays pending', `${pending} of ${attempts.attempts}`)
  }
  if (attempts.attempts < fewestAttempts) return bad('too few attempts', String(attempts.attempts))
  if (attempts.distinctTuples < Math.min(fewestTuples, domain)) return bad('too few different tuples', `${attempts.distinctTuples} of ${domain}`)
  return null
}

export function bad(reason: string, detail: string): Verdict {
  return { isGood: false, reason, detail }
}

/** An error's class. */
function nameOf(error: string): string {
  return /^[\w$]+/u.exec(error)?.[0] ?? 'something'
}
