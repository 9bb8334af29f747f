import { summariseCheck } from '../comparison/check.ts'
import type { Check } from '../comparison/check.ts'
import { countOf } from './describeRun.ts'

/** A check's result in a line: `1 regression in 12 functions · 2 improvements · 1 could not be compared`. */
export function describeCheck(check: Pick<Check, 'functions' | 'wasCancelled'>): string {
  const { functions, regressions, slower, improvements, faster, inconclusive, failed, withoutBase, differentAnswers } = summariseCheck(check)
  const inAll = `in ${countOf(functions, 'function')}`
  const parts = [
    regressions === 0 ? `no regression ${inAll}` : `${countOf(regressions, 'regression')} ${inAll}`,
    slower === 0 ? null : `${slower} slower within the threshold`,
    improvements === 0 ? null : countOf(improvements, 'improvement'),
    faster === 0 ? null : `${faster} faster`,
    inconclusive === 0 ? null : `${inconclusive} cannot be told`,
    failed === 0 ? null : `${failed} could not be compared`,
    withoutBase === 0 ? null : `${withoutBase} without a base`,
    differentAnswers === 0 ? null : `${countOf(differentAnswers, 'gives', 'give')} other answers`,
    check.wasCancelled ? 'cancelled' : null,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
