import type { InsightRule } from './insightRule.ts'
import { chainedPasses } from './rules/chainedPasses.ts'
import { connectionReuse } from './rules/connectionReuse.ts'
import { copyInReduce } from './rules/copyInReduce.ts'
import { findInLoop } from './rules/findInLoop.ts'
import { jsonClone } from './rules/jsonClone.ts'
import { lookupInLoop } from './rules/lookupInLoop.ts'
import { madeAgain } from './rules/madeAgain.ts'
import { mainThreadWork } from './rules/mainThreadWork.ts'
import { nPlusOne } from './rules/nPlusOne.ts'
import { sequentialAwaits } from './rules/sequentialAwaits.ts'
import { shiftInLoop } from './rules/shiftInLoop.ts'
import { sortInLoop } from './rules/sortInLoop.ts'
import { synchronousIo } from './rules/synchronousIo.ts'

/** All that insights look for. */
export const insightRules: readonly InsightRule[] = [lookupInLoop, findInLoop, copyInReduce, madeAgain, sortInLoop, shiftInLoop, jsonClone, sequentialAwaits, chainedPasses, nPlusOne, connectionReuse, synchronousIo, mainThreadWork]
